import { insertEntry } from '../policy/edit';
import type { Problem } from '../problem';
import { scalarText } from '../template/entries';
import { target } from '../template/node';
import type { Template } from '../template/template';
import type { TextEdit } from '../text/range';

const IMAGE_TYPE = 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>';

/**
 * The fix of template-parameter/ami, which changes two places of a document: it is made anew for each version, as what
 * is kept for one part of a template moves with that part alone. `problem` counts its offsets in the document.
 */
export function withConversion(problem: Problem, text: string, template: Template): Problem {
  const written = text.slice(problem.span.start, problem.span.end);
  const name = REFERENCE.exec(written)?.[2];
  if (name === undefined) return problem;
  const known = [...template.parameters.values()].find(
    parameter => parameter.type === IMAGE_TYPE && scalarText(parameter.default) === name,
  );
  const id = known?.name ?? freeName(text);
  const declaration = known === undefined ? declare(text, template, id, name) : [];
  if (id === undefined || declaration === undefined) return problem;
  const reference = isJson(text) ? `{"Ref": "${id}"}` : `!Ref ${id}`;
  const edits = [...declaration, { span: problem.span, newText: reference }];
  return { ...problem, fixes: [{ title: `Convert to the template parameter ${id}`, edits }] };
}

/** A reference without a version that is the whole value, with its quotes. */
const REFERENCE = /^(?:!Sub\s+)?(["']?)\{\{resolve:ssm:([A-Za-z0-9_.\-/]+)\}\}\1$/;

/** A logical id that stands nowhere in the text: parameters and resources share their names. */
function freeName(text: string): string | undefined {
  return ['Image', 'ImageParameter', 'LatestImage', 'LatestImageParameter'].find(
    name => !new RegExp(`\\b${name}\\b`).test(text),
  );
}

function declare(
  text: string,
  template: Template,
  id: string | undefined,
  name: string,
): readonly TextEdit[] | undefined {
  if (id === undefined) return undefined;
  const section = target(template.sections.get('Parameters')?.value);
  if (section?.kind === 'mapping') {
    const edit = insertEntry(text, section, 'first', id, {
      kind: 'object',
      entries: [
        ['Type', { kind: 'text', text: IMAGE_TYPE }],
        ['Default', { kind: 'text', text: name }],
      ],
    });
    return edit && [edit];
  }
  if (template.sections.has('Parameters')) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (isJson(text)) {
    const at = text.indexOf('{') + 1;
    const parameter = JSON.stringify({ [id]: { Type: IMAGE_TYPE, Default: name } });
    return [{ span: { start: at, end: at }, newText: `${eol}  "Parameters": ${parameter},` }];
  }
  const at = /^["']?Resources["']?[ \t]*:/m.exec(text)?.index;
  if (at === undefined) return undefined;
  const lines = ['Parameters:', `  ${id}:`, `    Type: ${IMAGE_TYPE}`, `    Default: ${name}`, ''];
  return [{ span: { start: at, end: at }, newText: lines.join(eol) }];
}

function isJson(text: string): boolean {
  return /^\s*\{/.test(text);
}
