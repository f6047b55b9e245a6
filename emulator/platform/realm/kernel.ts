import vm from 'node:vm';
import { LIMITS } from '../limits';

/**
 * The piece of code that lives inside a vm context: it gives the emulator the context's own
 * constructors, watches promises that listeners return, and puts the cloud's clock and random
 * numbers under Date and Math.
 */
export interface Kernel {
  Promise: object;
  error(name: string, message: string): Error;
  deferred(): { promise: unknown; resolve(value: unknown): void; reject(reason: unknown): void };
  date(timeMs: number): unknown;
  /** Reports a rejection of a promise that a listener returned. */
  watch(value: unknown, rejected: (reason: unknown) => void): void;
}

export interface KernelPorts {
  now(): number;
  random(): number;
  /** Characters a string may have. What `+` makes cannot be looked at here; see `checkedText`. */
  stringChars: number;
}

const KERNEL_SOURCE = `(function (ports) {
  'use strict';
  const RealDate = Date;
  const real = { ...Object.fromEntries(Object.getOwnPropertyNames(RealDate.prototype).map((name) => [name, RealDate.prototype[name]])) };
  // Objects are the language's own Dates; only what reads them is changed, so that making one costs nothing.
  function VoxDate(first) {
    if (!new.target) return new VoxDate().toString();
    let time = first;
    if (arguments.length === 0) time = ports.now();
    else if (arguments.length > 1) time = RealDate.UTC(...arguments);
    else if (typeof first === 'string') time = parse(first);
    return new.target === VoxDate ? new RealDate(time) : Reflect.construct(RealDate, [time], new.target);
  }
  const zoned = /(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)\\s*(?:\\(.*\\))?$/i;
  const parse = (text) => {
    const plain = RealDate.parse(text);
    if (zoned.test(text.trim()) || /^[+-]?\\d{4,6}(-\\d\\d){0,2}$/.test(text.trim())) return plain;
    const local = new RealDate(plain);
    const parts = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
    return RealDate.UTC(...parts.map((name) => real['get' + name].call(local)));
  };
  Object.setPrototypeOf(VoxDate, RealDate);
  VoxDate.prototype = RealDate.prototype;
  Object.defineProperty(RealDate.prototype, 'constructor', { value: VoxDate, writable: true, configurable: true });
  // The emulator's clock may stand between two milliseconds, the language's never does.
  VoxDate.now = () => Math.floor(ports.now());
  VoxDate.parse = parse;
  for (const name of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    VoxDate.prototype['get' + name] = real['getUTC' + name];
    if (name !== 'Day') VoxDate.prototype['set' + name] = real['setUTC' + name];
  }
  VoxDate.prototype.getTimezoneOffset = () => 0;
  const inUtc = (name) => function (locale, options) {
    return real[name].call(this, locale, { timeZone: 'UTC', ...options });
  };
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) VoxDate.prototype[name] = inUtc(name);
  const two = (number) => String(number).padStart(2, '0');
  const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  VoxDate.prototype.toDateString = function () {
    if (isNaN(this)) return 'Invalid Date';
    return days[this.getDay()] + ' ' + months[this.getMonth()] + ' ' + two(this.getDate()) + ' ' + this.getFullYear();
  };
  VoxDate.prototype.toTimeString = function () {
    if (isNaN(this)) return 'Invalid Date';
    return two(this.getHours()) + ':' + two(this.getMinutes()) + ':' + two(this.getSeconds()) + ' GMT+0000 (UTC)';
  };
  VoxDate.prototype.toString = function () {
    return isNaN(this) ? 'Invalid Date' : this.toDateString() + ' ' + this.toTimeString();
  };
  Object.defineProperty(globalThis, 'Date', { value: VoxDate, writable: true, configurable: true, enumerable: false });
  Math.random = () => ports.random();
  const bounded = (owner, name) => {
    const plain = owner[name];
    const made = function (...args) {
      const text = plain.apply(this, args);
      if (text !== undefined && text.length > ports.stringChars) {
        throw Object.assign(new Error('allocation size overflow: a string of ' + text.length + ' characters, the limit is ' + ports.stringChars), { name: 'InternalError' });
      }
      return text;
    };
    Object.defineProperties(made, { name: { value: name }, length: { value: plain.length } });
    Object.defineProperty(owner, name, { value: made, writable: true, configurable: true, enumerable: false });
  };
  for (const name of ['concat', 'padEnd', 'padStart', 'repeat', 'replace']) bounded(String.prototype, name);
  bounded(Array.prototype, 'join');
  bounded(JSON, 'stringify');
  for (const name of ['console', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Iterator', 'FinalizationRegistry', 'WeakRef']) {
    delete globalThis[name];
  }
  const errors = { Error, TypeError, ReferenceError };
  // A name of the context's global object passes through an interceptor each time it is looked up.
  const OwnPromise = Promise;
  return {
    Promise: OwnPromise,
    error: (name, message) => new errors[name](message),
    deferred: () => {
      let resolve, reject;
      const promise = new OwnPromise((one, other) => { resolve = one; reject = other; });
      return { promise, resolve, reject };
    },
    date: (timeMs) => new VoxDate(timeMs),
    watch: (value, rejected) => {
      // A function of this context, so that it runs when this context's promises settle.
      if (value instanceof OwnPromise) value.then(undefined, (reason) => rejected(reason));
    },
  };
})`;

const kernelScript = new vm.Script(KERNEL_SOURCE, { filename: 'vox-kernel.js' });
const drainScript = new vm.Script('0', { filename: 'vox-drain.js' });

/** A bare context whose promises settle when `drain` is called, and at no other time. */
export function makeContext(ports: Omit<KernelPorts, 'stringChars'>): { context: vm.Context; kernel: Kernel } {
  const context = vm.createContext({}, { microtaskMode: 'afterEvaluate' });
  const makeKernel = kernelScript.runInContext(context) as (ports: KernelPorts) => Kernel;
  return { context, kernel: makeKernel({ ...ports, stringChars: LIMITS.stringChars }) };
}

export function drainContext(context: vm.Context, timeoutMs?: number): void {
  drainScript.runInContext(context, timeoutMs === undefined ? undefined : { timeout: timeoutMs });
}
