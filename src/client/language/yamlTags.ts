/** The tags of CloudFormation's functions, as the YAML extension's setting `yaml.customTags` lists them. */
const TAGS: readonly string[] = [
  '!And sequence',
  '!Base64 scalar',
  '!Base64 mapping',
  '!Cidr sequence',
  '!Condition scalar',
  '!Equals sequence',
  '!FindInMap sequence',
  '!GetAtt scalar',
  '!GetAtt sequence',
  '!GetAZs scalar',
  '!GetAZs mapping',
  '!If sequence',
  '!ImportValue scalar',
  '!ImportValue mapping',
  '!Join sequence',
  '!Length sequence',
  '!Length mapping',
  '!Not sequence',
  '!Or sequence',
  '!Ref scalar',
  '!Select sequence',
  '!Split sequence',
  '!Sub scalar',
  '!Sub sequence',
  '!ToJsonString mapping',
  '!ToJsonString sequence',
  '!Transform mapping',
];

/** What is missing in a list of tags; a tag without a kind is `scalar`. None where all is there. */
export function missingTags(listed: readonly string[]): readonly string[] {
  const known = new Set(
    listed.map(tag => (/\s/.test(tag.trim()) ? tag.trim().replace(/\s+/g, ' ') : `${tag.trim()} scalar`)),
  );
  return TAGS.filter(tag => !known.has(tag));
}

/** Whether a template has a tag that the YAML extension would mark. */
export function usesTags(text: string): boolean {
  return /!(?:Ref|Sub|GetAtt|If|Join|Select|FindInMap|ImportValue|Equals|Split|Condition|Not|And|Or)\b/.test(
    text,
  );
}
