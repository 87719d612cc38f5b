import assert from 'node:assert/strict';
import { rotationRules, scheduleProblem, windowLimit } from '../../../src/core/secrets/rotationRules';

describe('when a secret rotates', () => {
  const schedules: readonly (readonly [text: string, kind: string | undefined])[] = [
    ['30', undefined],
    [' 1 ', undefined],
    ['1000', undefined],
    ['0', 'days'],
    ['1001', 'days'],
    ['', 'days'],
    ['rate(12 hours)', undefined],
    ['rate(10 days)', undefined],
    ['cron(0 16 1 * ? *)', undefined],
    ['rate(3 hours)', 'fault'],
    ['rate(30 minutes)', 'fault'],
    ['rate(48 hours)', 'doubt'],
    ['cron(30 16 1 * ? *)', 'fault'],
    ['every day', 'fault'],
    ['-5', 'fault'],
    ['1.5', 'fault'],
  ];
  for (const [text, kind] of schedules)
    it(`${text || 'nothing'}: ${kind ?? 'fits'}`, () => assert.equal(scheduleProblem(text)?.kind, kind));

  const windows: readonly (readonly [hours: string, schedule: string, limit: number | undefined])[] = [
    ['', '30', undefined],
    ['24', '30', undefined],
    ['25', '30', 24],
    ['0', '30', 24],
    ['2h', '30', 24],
    ['12', 'rate(12 hours)', undefined],
    ['13', 'rate(12 hours)', 12],
    ['8', 'cron(0 16 1 * ? *)', undefined],
    ['9', 'cron(0 16 1 * ? *)', 8],
    ['8', 'cron(0 8/8 * * ? *)', undefined],
    ['9', 'cron(0 8/8 * * ? *)', 8],
    ['24', 'cron(0 0 1 * ? *)', undefined],
    ['24', 'cron(0 8,20 * * ? *)', undefined],
  ];
  for (const [hours, schedule, limit] of windows)
    it(`${hours || 'no'} hours in ${schedule}: ${limit ?? 'fits'}`, () =>
      assert.equal(windowLimit(hours, schedule), limit));

  it('is days, or a schedule with its window', () => {
    assert.deepEqual(rotationRules(' 30 ', ''), { automaticallyAfterDays: 30 });
    assert.deepEqual(rotationRules('1', '3'), { scheduleExpression: 'rate(1 day)', duration: '3h' });
    assert.deepEqual(rotationRules('10', '03'), { scheduleExpression: 'rate(10 days)', duration: '3h' });
    assert.deepEqual(rotationRules('rate(4 hours)', ' '), { scheduleExpression: 'rate(4 hours)' });
  });
});
