import { expect, test } from 'vitest';
import { allChecks, connectionLine, controls } from '../../operator/state';
import { opened, send } from '../operator/world';

test('A11 a question that stays unanswered ends in a sentence, and intake can be asked for again', () => {
  const page = opened();
  send(page, { type: 'user.intakeOn' });
  send(page, { type: 'checks.some', results: { microphone: { state: 'ok', why: null }, notifications: { state: 'asking', why: null } } });
  expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'asking', check: 'notifications' } });
  expect(page.state.readiness.checks.microphone.state).toBe('ok');
  send(page, { type: 'checks.done', results: { ...allChecks('ok'), notifications: { state: 'failed', why: 'unanswered' } } });
  expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'checks', failed: 'notifications' } });
  expect(controls(page.state).intakeOn.enabled).toBe(true);
});

test('A11 an answer that comes later takes the complaint back; intake waits for the click', () => {
  const page = opened();
  send(page, { type: 'user.intakeOn' });
  send(page, { type: 'checks.done', results: { ...allChecks('ok'), notifications: { state: 'failed', why: 'unanswered' } } });
  send(page, { type: 'checks.changed' });
  send(page, { type: 'checks.done', results: allChecks('ok') });
  expect(connectionLine(page.state)).toEqual({ line: 'off' });
});
