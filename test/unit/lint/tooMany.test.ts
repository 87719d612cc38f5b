import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { forms, found } from './forms';

const CODE = 'reference/too-many';
const reference = (index: number) => `{{resolve:ssm:/app/setting-${index}}}`;
const topic = (value: unknown, more: object = {}) => ({
  Type: 'AWS::SNS::Topic',
  ...more,
  Properties: { DisplayName: value },
});
const each = (count: number, make: (index: number) => object): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`T${index}`, make(index)]));
const different = (count: number, more: object = {}) => ({
  ...more,
  Resources: each(count, index => topic(reference(index + 1))),
});

describe(CODE, () => {
  const bad: [string, object, string][] = [
    ['61 different ones', different(61), `error: ${reference(61)}`],
    ['many more, said once at the first one too many', different(90), `error: ${reference(61)}`],
    ['60 different ones', different(60), `info: ${reference(60)}`],
    ['55', different(55), `info: ${reference(55)}`],
    [
      '61 in one text',
      { Resources: { T: topic(Array.from({ length: 61 }, (_, index) => reference(index + 1)).join(' ')) } },
      `error: ${reference(61)}`,
    ],
    ['61 equal ones', { Resources: each(61, () => topic(reference(1))) }, `warning: ${reference(1)}`],
    [
      '61 through Sub, each of another parameter',
      {
        Parameters: each(61, () => ({ Type: 'String' })),
        Resources: Object.fromEntries(
          Array.from({ length: 61 }, (_, index) => [
            `R${index}`,
            topic({ 'Fn::Sub': `{{resolve:ssm:/\${T${index}}/x}}` }),
          ]),
        ),
      },
      'error: {{resolve:ssm:/${T60}/x}}',
    ],
    [
      '61 of which one is under a condition',
      {
        Resources: {
          ...each(60, index => topic(reference(index + 1))),
          C: topic(reference(61), { Condition: 'Live' }),
        },
      },
      `warning: ${reference(61)}`,
    ],
    [
      '61 of which one is in a branch',
      {
        Resources: {
          ...each(60, index => topic(reference(index + 1))),
          C: topic({ 'Fn::If': ['Live', reference(61), 'x'] }),
        },
      },
      `warning: ${reference(61)}`,
    ],
    ['a macro may take some away', different(61, { Transform: ['Mine'] }), `warning: ${reference(61)}`],
    [
      '61 and a loop',
      {
        Resources: {
          ...each(61, index => topic(reference(index + 1))),
          'Fn::ForEach::L': ['X', ['a'], { 'L${X}': topic('{{resolve:ssm:/${X}}}') }],
        },
      },
      `error: ${reference(61)}`,
    ],
  ];
  for (const [name, template, expected] of bad) {
    it(name, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), [expected]);
    });
  }

  const good: [string, object][] = [
    ['54', different(54)],
    [
      '58 and a loop: nobody knows how many that makes',
      {
        Resources: {
          ...each(58, index => topic(reference(index + 1))),
          'Fn::ForEach::L': ['X', ['a', 'b'], { 'L${X}': topic('{{resolve:ssm:/${X}}}') }],
        },
      },
    ],
    [
      '60 where they are only text',
      { Resources: each(70, index => ({ Type: 'AWS::SNS::Topic', Metadata: { Note: reference(index) } })) },
    ],
    [
      '30 selected from lists, each counted once',
      { Resources: each(30, index => topic({ 'Fn::Select': [0, [reference(index), 'x']] })) },
    ],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }

  it('follows edits', () => {
    const analyzer = createAnalyzer();
    const text = (count: number, head = '') =>
      `${head}Resources:\n${Array.from({ length: count }, (_, index) => `  T${index}:\n    Type: AWS::SNS::Topic\n    Properties: {DisplayName: '${reference(index + 1)}'}\n`).join('')}`;
    const seen = (source: string) =>
      lint(analyzer.analyze({ path: 'a.yaml', text: source })).map(
        ({ severity, span }) => `${severity} ${source.slice(span.start, span.end)}`,
      );
    assert.deepEqual(seen(text(54)), []);
    assert.deepEqual(seen(text(61)), [`error ${reference(61)}`]);
    assert.deepEqual(seen(text(61, '# moved\n')), [`error ${reference(61)}`]);
    assert.deepEqual(seen(text(60, '# moved\n')), [`info ${reference(60)}`]);
    assert.deepEqual(seen(text(54)), []);
  });
});
