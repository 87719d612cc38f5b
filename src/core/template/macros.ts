/**
 * Whether a macro may rewrite the template before CloudFormation looks at it: AWS's own transforms (SAM, AWS::Include,
 * AWS::LanguageExtensions) do what they document, any other what its author likes. What would be an error is a warning then.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html
 */
export function hasMacro(transforms: readonly string[]): boolean {
  return transforms.some(transform => !transform.startsWith('AWS::'));
}
