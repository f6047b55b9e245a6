/** A small generator with a seed, so that everybody sees the same sample. */
export interface SampleCustomer {
  name: string;
  note: string;
  numbers: { number: string; label: string | null }[];
}

const FIRST = ['Анна', 'Борис', 'Виктория', 'Глеб', 'Дарья', 'Евгений', 'Ёлка', 'Жанна', 'Зоя', 'Игорь', 'Йозеф', 'Ксения', 'Лев', 'Мария'];
const MIDDLE = ['Алексеевна', 'Юрьевич', 'Ильинична', 'Олегович', '', 'Георгиевна'];
const LAST = ['Смирнов', 'Кузнецов', 'Попов', 'Соколов', 'Лебедев', 'Новиков', 'Морозов', 'Волков', 'Зайцев', 'Соловьёв', 'Щербаков'];

/** Names that forms, lists and searches stumble over. */
const DIFFICULT = [
  "О'Коннор Шон", 'Салтыков-Щедрин Михаил', 'Ёлкина Алёна', 'Нгуен Тхи Минь Кхай', 'ООО «Ромашка & Ко»',
  'Müller-Lüdenscheidt, Jürgen', 'قاسم بن محمد', 'Абдурахмангаджи Шамсутдинмагомедов', '', 'Кабан', 'И', '<b>Жирный</b> Иван',
  'Анна "Аня" Петрова', '山田 太郎', 'Иванов Иван Иванович (мама Пети, 3 «Б»; звонить после 18:00)', 'Null Нулевой',
];

const NOTATIONS: ((national: string) => string)[] = [
  (n) => `+7${n}`,
  (n) => `8${n}`,
  (n) => `8 (${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `+7 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
  (n) => n,
  (n) => `7${n}`,
  (n) => `8/${n.slice(0, 3)}/${n.slice(3)}`,
  (n) => `8-${n.slice(0, 3)}-${n.slice(3)} доб. 12`,
];

/** Some hundred customers: every notation, second numbers, families that share one, foreign and broken numbers. */
export function sampleCustomers(franchise: string, count: number): SampleCustomer[] {
  const draw = randomFrom(franchise);
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const number = (): string => pick(NOTATIONS)(`9${pick(['16', '03', '26', '85', '99'])}${String(Math.floor(draw() * 1e7)).padStart(7, '0')}`);
  const plain = Array.from({ length: count }, (): SampleCustomer => ({
    name: [pick(LAST), pick(FIRST), pick(MIDDLE)].filter(Boolean).join(' '),
    note: '',
    numbers: [{ number: number(), label: null }, ...(draw() < 0.3 ? [{ number: number(), label: pick(['мама', 'папа', 'рабочий']) }] : [])],
  }));
  const difficult = DIFFICULT.map((name): SampleCustomer => ({ name, note: 'Трудное имя', numbers: [{ number: number(), label: null }] }));
  return [...fixed(franchise), ...difficult, ...plain];
}

/** The numbers to try out, the same for ever; documented in `docs/desk.md`. */
function fixed(franchise: string): SampleCustomer[] {
  const area = franchise === 'north' ? '812' : '495';
  const one = (name: string, number: string, label: string | null = null): SampleCustomer => ({ name, note: '', numbers: [{ number, label }] });
  return [
    one('Иванова Мария Петровна', '+7 916 123-45-67'),
    one('Сидоров Пётр', '8 (903) 765-43-21', 'папа'),
    one('Сидорова Ольга', '89037654321', 'мама'),
    one('Weber, Katharina', '+49 30 901820'),
    one('Ахметов Нурлан', '8 707 123 45 67'),
    one('Кавалёва Алеся', '+375 29 123-45-67'),
    one('Школа № 5', `8 ${area} 555-35-35 доб. 101`),
    one('Старая запись', '555-12-34'),
  ];
}

/** mulberry32 over the text's hash. */
function randomFrom(seed: string): () => number {
  let state = [...seed].reduce((hash, character) => (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0, 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
