import type { CallConfig, ExitStepConfig, PromptConfig, VoxConfig } from './contracts/config';
import { rules } from './rules';

/**
 * What should exist. Data only: `vox plan` shows what would change in the
 * account, `vox deploy` changes it. What each field means stands in
 * `contracts/config.ts`.
 */
const call: CallConfig = {
  greeting: {
    text: 'Здравствуйте! Вы позвонили в учебный центр. Оператор ответит вам в ближайшее время.',
    voice: 'Amazon.ru_RU_Tatyana',
  },
  music: { url: 'https://cdn.voximplant.com/toto.mp3' },
  operatorLost: {
    text: 'Связь с оператором прервалась. Оставайтесь на линии, мы соединим вас с другим оператором.',
    voice: 'Amazon.ru_RU_Tatyana',
  },
  goodbye: {
    text: 'К сожалению, сейчас все операторы заняты. Пожалуйста, перезвоните нам позже. До свидания!',
    voice: 'Amazon.ru_RU_Tatyana',
  },
  ringSeconds: 20,
  maxWaitSeconds: 300,
  reject: { default: 'pass', holdoutMs: 30_000 },
  wrapUp: { limitSeconds: 300, warnSeconds: 30, onLimit: 'off' },
};

const say = (text: string): PromptConfig => ({ text, voice: 'Amazon.ru_RU_Tatyana' });

/** Around the clock, so that the first call on a new machine always gets through; put in your own. */
const ALL_DAY = [{ from: '00:00', to: '24:00' }];

const voicemail: ExitStepConfig = {
  kind: 'voicemail',
  intro: say('Оставьте сообщение после сигнала. Чтобы закончить, нажмите решётку.'),
  tone: { url: 'https://cdn.voximplant.com/tone.mp3' },
  maxSeconds: 90,
};

/** A franchise that uses what there is; each path is told in docs/what-a-caller-hears.md. */
const north: CallConfig = {
  ...call,
  greeting: say('Здравствуйте! Вы позвонили в филиал «Север».'),
  ringSeconds: 25,
  maxWaitSeconds: 180,
  recording: { notice: say('Разговор записывается.') },
  menu: {
    prompt: say('По вопросам обучения нажмите один, по вопросам оплаты нажмите два или оставайтесь на линии.'),
    choices: { 1: {}, 2: { skills: { payments: 1 } } },
  },
  announcements: {
    // Right for every number: neither an ordinal nor a plural.
    position: say('Ваш номер в очереди: {position}.'),
    expectedWait: say('Примерное время ожидания в минутах: {minutes}.'),
    roundMinutes: 1,
    firstSeconds: 20,
    everySeconds: 60,
    comfort: { prompts: [say('Спасибо за ожидание. Чтобы мы перезвонили вам, нажмите пять.')], everySeconds: 45 },
  },
  callback: {
    digit: '5',
    confirm: say('Перезвонить вам на номер {number}? Чтобы подтвердить, нажмите пять.'),
    done: say('Спасибо, мы перезвоним вам. До свидания!'),
  },
  callers: { hidden: 'serve', returnMinutes: 10 },
  exits: {
    closed: [{ kind: 'say', prompt: say('Сейчас мы не работаем.') }, voicemail],
    timeout: [{ kind: 'say', prompt: say('К сожалению, все операторы ещё заняты.') }, { kind: 'callback' }, voicemail],
    offline: [{ kind: 'say', prompt: say('Сейчас нет операторов на месте.') }, voicemail],
    'rejected-by-all': [{ kind: 'callback' }, voicemail],
  },
  lastOperatorFirst: { seconds: 15 },
};

const config: VoxConfig = {
  application: { name: 'incoming-calls', secureRecordStorage: true },

  environments: {
    /** The emulator on this machine; `npm start` brings it up. */
    local: {
      node: 'NODE_1',
      deskUrl: 'http://desk.localhost',
      sessionHosts: ['127.0.0.0/8'],
      smartQueuePriority: 'larger-first',
    },
    /** Put in your own account, key file and addresses before the first deploy. */
    production: {
      account: 1,
      accountName: 'your-account',
      credentials: 'voximplant-key.json',
      node: 'NODE_1',
      deskUrl: 'https://desk.example.com',
      sessionHosts: ['voximplant.com'],
      retentionDays: 365,
      smartQueuePriority: 'larger-first',
    },
  },

  scenarios: {
    inbound: { file: 'scenarios/inbound.ts' },
    outbound: { file: 'scenarios/outbound.ts' },
  },

  rules,

  franchises: {
    center: {
      title: 'Центр',
      region: 'RU',
      numbers: ['74951234567'],
      timeZone: 'Europe/Moscow',
      queue: { engine: 'smartqueue', name: 'center' },
      call,
    },
    north: {
      title: 'Север',
      region: 'RU',
      numbers: ['78121234567'],
      timeZone: 'Europe/Moscow',
      queue: { engine: 'smartqueue', name: 'north' },
      hours: {
        weekly: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
        holidays: ['01-01'],
        exceptions: { '2027-12-31': [{ from: '00:00', to: '18:00' }] },
      },
      call: north,
    },
  },

  operators: {
    op1: { displayName: 'Анна Смирнова', franchise: 'center', supervisor: true },
    op2: { displayName: 'Борис Кузнецов', franchise: 'center' },
    op3: { displayName: 'Вера Попова', franchise: 'center' },
    op4: { displayName: 'Глеб Соколов', franchise: 'north' },
    op5: { displayName: 'Дарья Лебедева', franchise: 'north', skills: { payments: 1 } },
  },

  skills: { payments: { description: 'Оплата обучения' } },

  /** Scenario and desk sign what they say to each other; two keys, so that one can be changed while calls run. */
  secrets: {
    VOX_DESK_KEY_1: { fromEnv: 'VOX_DESK_KEY_1' },
    VOX_DESK_KEY_2: { fromEnv: 'VOX_DESK_KEY_2' },
  },
};

export default config;
