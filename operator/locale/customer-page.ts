import type { Words } from './ru';

/** Of the customer's page, which is a page of its own: no dialog waits for these. */
export const customerPageRu = {
  newTitle: 'Новый клиент', name: 'Имя', number: 'Номер телефона', addNumber: 'Добавить номер', removeNumber: 'Убрать номер', note: 'Заметка',
  save: 'Сохранить', saving: 'Сохраняем…', saved: 'Сохранено', unread: 'Номер не распознан, по нему клиент не найдется: {{numbers}}', conflict: 'Клиента изменил кто-то еще. Обновите страницу',
  calls: 'Звонки', noCalls: 'Звонков еще не было', loading: 'Загружаем…',
  notFound: 'Такого клиента нет: его удалили, или он из другого филиала', forbidden: 'Вход не выполнен, ссылка устарела или уже открывалась. Откройте клиента заново из ERP',
  unreachable: 'Сервер телефонии или ERP не отвечает. Попробуйте еще раз', elsewhere: 'Клиентов этого филиала ведет ERP: создайте или измените клиента в ней', toErp: 'Открыть в ERP',
  failed: { open: 'Страница клиента не открылась', save: 'Не удалось сохранить. Проверьте имя и номера' },
};

export const customerPageEn: Words<typeof customerPageRu> = {
  newTitle: 'New customer', name: 'Name', number: 'Phone number', addNumber: 'Add number', removeNumber: 'Remove number', note: 'Note',
  save: 'Save', saving: 'Saving…', saved: 'Saved', unread: 'This number cannot be read, so the customer will not be found by it: {{numbers}}', conflict: 'Somebody else changed this customer. Reload the page',
  calls: 'Calls', noCalls: 'No calls yet', loading: 'Loading…',
  notFound: 'There is no such customer: deleted, or of another branch', forbidden: 'You are not signed in, or the link is over or was used. Open the customer again from the ERP',
  unreachable: 'The phone server or the ERP does not answer. Try again', elsewhere: 'The ERP keeps the customers of this branch: create or change the customer there', toErp: 'Open in the ERP',
  failed: { open: 'The customer’s page did not open', save: 'Could not save. Check the name and the numbers' },
};
