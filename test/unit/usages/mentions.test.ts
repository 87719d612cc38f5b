import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMentions } from '../../../src/core/usages/mentions';

const NAMES = ['/my-app/prod/db/host', '/my-app/prod/db/port', '/other/x', 'release-channel', '/single'];

function mention(text: string, name: string) {
  const mentions = createMentions(NAMES);
  mentions.add(text);
  return mentions.of(name);
}

describe('mentions of parameters', () => {
  const HOST = '/my-app/prod/db/host';
  for (const [text, name, expected] of [
    ['{{resolve:ssm:/my-app/prod/db/host:3}}', HOST, 'named'],
    ['arn:aws:ssm:eu-west-1:123456789012:parameter/my-app/prod/db/host', HOST, 'named'],
    ['see /my-app/prod/db/host.', HOST, 'named'],
    ['arn:aws:ssm:eu-west-1:123456789012:parameter/release-channel', 'release-channel', 'named'],
    ['prefix: my-app/prod', HOST, 'perhaps'],
    ['"my-app"', HOST, 'none'],
    ['"/my-app/${a}/db/${b}"', HOST, 'perhaps'],
    ['"/my-app/${a}/d${b}/host"', HOST, 'perhaps'],
    ['"/elsewhere/${a}/prod/${b}"', HOST, 'none'],
    ['"release-${c}"', 'release-channel', 'perhaps'],
    ['"release-ch${c}x"', 'release-channel', 'none'],
    ['a "release-channel" b', 'release-channel', 'named'],
    ['"single"', '/single', 'named'],
    ['{{resolve:ssm:/my-app/prod/db/host2}}', HOST, 'none'],
    ['getParametersByPath("/my-app/prod")', HOST, 'perhaps'],
    ['parameter/my-app/prod/*', HOST, 'perhaps'],
    ['"/my-app/prod/"', HOST, 'perhaps'],
    ['base + "/db/host"', HOST, 'perhaps'],
    ['join(base, "db/host")', HOST, 'perhaps'],
    ['"host" and "port"', HOST, 'none'],
    ['!Sub "{{resolve:ssm:/my-app/${Env}/db/host}}"', HOST, 'perhaps'],
    ['f"/my-app/{env}/db/{name}"', HOST, 'perhaps'],
    ['`/my-app/%s/db/host`', HOST, 'perhaps'],
    ['"$PREFIX/db/port"', '/my-app/prod/db/port', 'perhaps'],
    ['"${a}/${b}"', HOST, 'none'],
    ['!Sub "/my-app/${Env}/db/host"', '/other/x', 'none'],
    ['/other', '/other/x', 'perhaps'],
    ['', HOST, 'none'],
  ] as const) {
    it(`say ${expected} of ${name} in ${text}`, () => assert.equal(mention(text, name), expected));
  }

  it('never say none of a name that stands in quotes', () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/);
    const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map(parts => `/${parts.join('/')}`);
    fc.assert(
      fc.property(name, fc.string(), fc.string(), (own, before, after) => {
        const mentions = createMentions([own]);
        mentions.add(`${before}\n"${own}"\n${after}`);
        assert.notEqual(mentions.of(own), 'none');
      }),
    );
  });

  it('say perhaps of all where there are more variables than can be held against them', () => {
    const mentions = createMentions(NAMES);
    mentions.add(Array.from({ length: 1_001 }, (_, index) => `"/q${index}/\${x}/yyy"`).join('\n'));
    assert.equal(mentions.of('/other/x'), 'perhaps');
  });

  it('take no time for names and variables that fit in many ways, and nearly', () => {
    const name = `/${'a-'.repeat(500)}`;
    const mentions = createMentions([name]);
    mentions.add(`"/${'${x}-'.repeat(12)}${'${x}'}-zzz"`);
    const begun = performance.now();
    assert.equal(mentions.of(name), 'none');
    assert.ok(performance.now() - begun < 1_000);
  });

  it('take a second at most for 20,000 names and 5 MB, hostile ones too', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `/app/s${index % 100}/p${index}`);
    const mentions = createMentions(names);
    const begun = Date.now();
    for (const text of [
      'a'.repeat(1_000_000),
      '${'.repeat(500_000),
      '{a.'.repeat(300_000),
      '"/x/y" '.repeat(150_000),
    ])
      mentions.add(text);
    for (const name of names) mentions.of(name);
    assert.ok(Date.now() - begun < 5_000, `${Date.now() - begun} ms`);
  });
});
