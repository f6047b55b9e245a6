import type { CallConfig, VoxConfig } from './contracts/config';
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
      call: { ...call, ringSeconds: 25 },
    },
  },

  operators: {
    op1: { displayName: 'Анна Смирнова', franchise: 'center', supervisor: true },
    op2: { displayName: 'Борис Кузнецов', franchise: 'center' },
    op3: { displayName: 'Вера Попова', franchise: 'center' },
    op4: { displayName: 'Глеб Соколов', franchise: 'north' },
    op5: { displayName: 'Дарья Лебедева', franchise: 'north' },
  },

  /** Scenario and desk sign what they say to each other; two keys, so that one can be changed while calls run. */
  secrets: {
    VOX_DESK_KEY_1: { fromEnv: 'VOX_DESK_KEY_1' },
    VOX_DESK_KEY_2: { fromEnv: 'VOX_DESK_KEY_2' },
  },
};

export default config;
