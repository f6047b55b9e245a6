import type { VoxConfig } from '../../contracts/config';
import { checkConfig } from '../config/check-config';
import { ConfigError, type Problem } from '../config/problem';

/**
 * Leaves out what the config cannot say, until its checks let it pass: a rule, number, operator or franchise that is
 * not listed stays in the account as it is.
 */
export function leaveOutWhatFails(written: VoxConfig, remarks: string[]): VoxConfig {
  for (const problem of problemsOf(written)) {
    const less = without(written, problem, remarks);
    // One at a time: with each the places of the others move.
    if (less !== written) return leaveOutWhatFails(less, remarks);
  }
  return written;
}

function problemsOf(written: VoxConfig): readonly Problem[] {
  try {
    checkConfig(written, 'the import');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Without what the problem's path names; the same where it names nothing that can be left out. */
function without(config: VoxConfig, { path, what }: Problem, remarks: string[]): VoxConfig {
  const [, list = '', key = '', more = ''] = /^(\w+)[.[]([^.[\]]+)\]?(.*)$/.exec(path) ?? [];
  const told = (name: string, less: VoxConfig): VoxConfig => {
    remarks.push(`Left out, and left as it is in the account: ${name}, because ${what}.`);
    return less;
  };
  const rule = config.rules[Number(key)];
  const franchise = config.franchises[key];
  if (list === 'rules' && rule) return told(`rule "${rule.name}"`, { ...config, rules: config.rules.filter((one) => one !== rule) });
  if (list === 'operators' && key in config.operators) return told(`operator "${key}"`, { ...config, operators: omit(config.operators, key) });
  if (list === 'secrets' && key in config.secrets) return told(`secret "${key}"`, { ...config, secrets: omit(config.secrets, key) });
  if (list !== 'franchises' || !franchise) return config;
  const [, index] = /^\.numbers\[(\d+)\]$/.exec(more) ?? [];
  if (index === undefined) return told(`franchise "${franchise.title}" with its rules and operators`, withoutFranchise(config, key));
  const number = franchise.numbers[Number(index)] ?? '';
  const numbers = franchise.numbers.filter((one) => one !== number);
  return told(`number ${number}`, { ...config, franchises: { ...config.franchises, [key]: { ...franchise, numbers } } });
}

function withoutFranchise(config: VoxConfig, name: string): VoxConfig {
  return {
    ...config,
    franchises: omit(config.franchises, name),
    rules: config.rules.filter(({ franchise }) => franchise !== name),
    operators: Object.fromEntries(Object.entries(config.operators).filter(([, { franchise }]) => franchise !== name)),
  };
}

function omit<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
