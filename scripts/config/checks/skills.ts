import type { RouteConfig } from '../../../contracts/config';
import { ENGINE_CAPABILITIES } from '../../../contracts/queue-port';
import { operatorsWith, routesOf } from '../acd-queues';
import type { NormalConfig, NormalFranchise, NormalOperator } from '../normal-config';
import type { Problem } from '../problem';
import type { Check } from './check';
import { listed } from './check';

/** What routes ask of operators: each skill is known, and somebody has them all. */
export const routesFindSomebody: Check = (config) =>
  config.franchises.flatMap((franchise) =>
    routesOf(franchise).flatMap(({ path, route }) => routeProblems(route, { at: `${path}.skills`, franchise, config })));

/** What an ACD v1 queue asks of its operators. */
export const queuesFindSomebody: Check = (config) =>
  config.franchises.flatMap((franchise) => {
    const skills = franchise.queue.acd?.skills ?? [];
    const at = `franchises.${franchise.name}.queue.acd.skills`;
    const unknown = skills.flatMap((skill) => unknownSkill(skill, { at, config }));
    if (skills.length === 0 || unknown.length > 0) return unknown;
    if (operatorsWith(skills, franchise.name, config.operators).length === 0) return [nobodyHas(skills, at)];
    return strangers(skills, { at, franchise, config });
  });

export const lastOperatorLeavesTime: Check = ({ franchises }) =>
  franchises.flatMap(({ name, call: { maxWaitSeconds, features: { lastOperatorFirst } } }) =>
    lastOperatorFirst && lastOperatorFirst.seconds >= maxWaitSeconds
      ? [{
          path: `franchises.${name}.call.lastOperatorFirst.seconds`,
          what: `one operator is looked for ${lastOperatorFirst.seconds} s, but the caller waits only ${maxWaitSeconds} s in all`,
          remedy: 'make it smaller than maxWaitSeconds, so that the others come into question too',
        }]
      : []);

interface Place { at: string; franchise: NormalFranchise; config: NormalConfig }

function routeProblems(route: RouteConfig, place: Place): Problem[] {
  const { at, franchise, config } = place;
  const wanted = Object.entries(route.skills ?? {});
  const single = wanted.flatMap(([skill, level]) => [
    ...unknownSkill(skill, { at: `${at}.${skill}`, config }),
    ...levelProblems(level, { ...place, at: `${at}.${skill}` }),
  ]);
  const served = config.franchises.find(({ queue }) => queue.name === (route.queue ?? franchise.queue.name));
  if (wanted.length === 0 || single.length > 0 || !served) return single;
  const all = [...wanted, ...(served.queue.acd?.skills ?? []).map((skill) => [skill, 1] as const)];
  const isFit = ({ skills }: NormalOperator) => all.every(([skill, lowest]) => skills.some(({ name, level }) => name === skill && level >= lowest));
  if (config.operators.some((operator) => operator.franchise === served.name && isFit(operator))) return [];
  return [nobodyHas(wanted.map(described), wanted.length > 1 ? at : wanted.map(([skill]) => `${at}.${skill}`).join())];
}

function described([skill, level]: readonly [skill: string, level: number]): string {
  return level === 1 ? skill : `${skill} at level ${level}`;
}

function unknownSkill(skill: string, { at, config }: Pick<Place, 'at' | 'config'>): Problem[] {
  if (config.skills.some(({ name }) => name === skill)) return [];
  return [{ path: at, what: `"${skill}" is not under skills`, remedy: `add skills.${skill}: {}, or correct the name` }];
}

function levelProblems(level: number, { at, franchise: { queue } }: Place): Problem[] {
  if (level === 1 || ENGINE_CAPABILITIES[queue.engine].skillLevels) return [];
  return [{ path: at, what: `level ${level}, but the queue engine "${queue.engine}" knows no levels`, remedy: 'use level 1, or the engine smartqueue' }];
}

function nobodyHas(skills: readonly string[], path: string): Problem {
  return {
    path, what: `no operator of the queue's franchise has ${skills.join(' and ')}, so nobody would be found`,
    remedy: `give one of them ${skills.length > 1 ? 'these skills' : 'this skill'} under operators, or ask for less`,
  };
}

/** Skills of ACD v1 are the whole account's, and so is the platform's own binding by them. */
function strangers(skills: readonly string[], { at, franchise, config }: Place): Problem[] {
  if (!franchise.queue.acd?.autoBinding) return [];
  const others = config.franchises.filter(({ name }) => name !== franchise.name).flatMap(({ name }) => operatorsWith(skills, name, config.operators));
  return others.length === 0 ? [] : [{
    path: at, what: `the platform would also bind ${listed(others)} of another franchise, who would get this franchise's calls`,
    remedy: 'set queue.acd.autoBinding: false, then only this franchise\'s operators are bound; or ask for a skill of its own',
  }];
}
