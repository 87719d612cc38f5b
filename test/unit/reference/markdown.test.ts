import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeSpan, escapeMarkdown } from '../../../src/core/text/markdown';

describe('escapeMarkdown', () => {
  const cases: [string, string][] = [
    ['plain words 12', 'plain words 12'],
    ['[x](command:evil)', '\\[x\\](command:evil)'],
    ['![x](http://y)', '!\\[x\\](http\\://y)'],
    ['<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
    ['$(trash) **b** `c`', '\\$(trash) \\*\\*b\\*\\* \\`c\\`'],
    ['a\n# b', 'a # b'],
    ['# b', '\\# b'],
    [' - b', ' \\- b'],
    ['1. b', '1\\. b'],
    ['--- eu-west-1', '\\--- eu-west-1'],
    ['https://x.y', 'https\\://x.y'],
    ['www.x.y a@b.c', 'www\\.x.y a\\@b.c'],
    ['a\u202eb\u0007', 'a&lt;U+202E&gt;b&lt;U+0007&gt;'],
    ['\ud83d', '&lt;U+D83D&gt;'],
    ['größe 😀', 'größe 😀'],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => assert.equal(escapeMarkdown(text), expected));
  }
});

describe('codeSpan', () => {
  const cases: [string, string][] = [
    ['/a/b', '`/a/b`'],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    ['', '` `'],
    ['a\nb', '`a b`'],
    ['\u200ba', '`<U+200B>a`'],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => assert.equal(codeSpan(text), expected));
  }

  it('never ends before its fence', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', ' ', '\n', '\\') }), text => {
        const span = codeSpan(text);
        const fence = /^`+/.exec(span)?.[0] ?? '';
        const inner = span.slice(fence.length, -fence.length);
        assert.ok(
          span.endsWith(fence) &&
            inner.match(/`+/g)?.every(run => run !== fence) !== false &&
            !span.includes('\n'),
        );
      }),
    );
  });
});
