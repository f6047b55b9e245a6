/** Russian first, English second. */
const russian = {
  title: 'Телефон звонящего',
  about: 'Звоните сами себе: этот телефон говорит с эмулятором так же, как настоящая телефонная сеть с Voximplant.',
  caller: (n: number) => `Звонящий ${n}`,
  from: 'Звоню с номера',
  to: 'Набираю номер',
  call: 'Позвонить',
  hangUp: 'Положить трубку',
  mute: 'Выключить микрофон',
  unmute: 'Включить микрофон',
  add: 'Ещё один звонящий',
  remove: 'Убрать',
  pad: 'Цифры',
  heard: 'Слышно',
  noMicrophone: 'Нет доступа к микрофону: разрешите его в браузере и позвоните снова.',
  noWebrtc: 'В этом браузере нет WebRTC или он отключён: включите его или откройте страницу в другом браузере.',
  silences: {
    noPath: 'Звук не проходит: браузер не нашёл пути к эмулятору. Отключите VPN и расширения, которые прячут адреса, или откройте '
      + 'страницу в окне от npm start. С другой машины: npm start -- --media-host АДРЕС.',
    noPlayback: 'Браузер не играет звук: разрешите звук для этой страницы в адресной строке.',
  },
  offline: 'Нет связи с эмулятором, подключаюсь…',
  states: {
    idle: 'Трубка лежит',
    asking: 'Браузер спрашивает о микрофоне у адресной строки: разрешите его.',
    dialling: 'Набираю…',
    ringing: 'Гудки',
    early: 'Слышу до ответа',
    connected: 'Разговор',
    ended: (reason: string) => `Звонок окончен: ${reason}`,
  },
  ends: new Map([
    [200, 'разъединение'], [402, 'нет денег'], [403, 'запрещено'], [404, 'номер никуда не ведёт'],
    [408, 'нет ответа'], [480, 'недоступен'], [486, 'занято'], [487, 'отменён'], [603, 'отклонён'],
  ]),
};

export type Words = typeof russian;

const english: Words = {
  title: 'A caller’s phone',
  about: 'Call yourself: this phone talks to the emulator as the telephone network talks to Voximplant.',
  caller: (n) => `Caller ${n}`,
  from: 'Calling from',
  to: 'Number to dial',
  call: 'Call',
  hangUp: 'Hang up',
  mute: 'Mute microphone',
  unmute: 'Unmute microphone',
  add: 'One more caller',
  remove: 'Remove',
  pad: 'Digits',
  heard: 'Heard',
  noMicrophone: 'No access to the microphone: allow it in the browser and call again.',
  noWebrtc: 'This browser has no WebRTC, or it is switched off: switch it on, or open the page in another browser.',
  silences: {
    noPath: 'Sound does not get through: the browser found no way to the emulator. Switch off VPN and extensions that hide addresses, or '
      + 'open the page in the window of npm start. From another machine: npm start -- --media-host ADDRESS.',
    noPlayback: 'The browser plays no sound: allow sound for this page in the address bar.',
  },
  offline: 'No connection to the emulator, connecting…',
  states: {
    idle: 'On hook',
    asking: 'The browser asks about the microphone beside the address bar: allow it.',
    dialling: 'Dialling…',
    ringing: 'Ringing',
    early: 'Sound before the answer',
    connected: 'Talking',
    ended: (reason) => `Call ended: ${reason}`,
  },
  ends: new Map([
    [200, 'hung up'], [402, 'no funds'], [403, 'forbidden'], [404, 'the number leads nowhere'],
    [408, 'no answer'], [480, 'unavailable'], [486, 'busy'], [487, 'cancelled'], [603, 'declined'],
  ]),
};

export type Language = 'ru' | 'en';

export function wordsOf(language: Language): Words {
  return language === 'ru' ? russian : english;
}

/** Russian unless the browser asks for English and for no Russian. */
export function preferredLanguage(languages: readonly string[]): Language {
  const known = languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'ru' || tag === 'en');
  return known === 'en' ? 'en' : 'ru';
}

export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
