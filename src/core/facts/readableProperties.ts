/**
 * Properties that whoever may describe a resource can read, and people use for what a program needs: environment
 * variables, arguments, plain parameters. `*` stands for any item of a list or key of a map.
 */
const READABLE: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['AWS::Lambda::Function', [['Environment', 'Variables', '*']]],
  ['AWS::Serverless::Function', [['Environment', 'Variables', '*']]],
  ['AWS::ECS::TaskDefinition', [['ContainerDefinitions', '*', 'Environment', '*', 'Value']]],
  ['AWS::Batch::JobDefinition', [['ContainerProperties', 'Environment', '*', 'Value']]],
  ['AWS::CodeBuild::Project', [['Environment', 'EnvironmentVariables', '*', 'Value']]],
  ['AWS::ElasticBeanstalk::Environment', [['OptionSettings', '*', 'Value']]],
  ['AWS::Amplify::App', [['EnvironmentVariables', '*', 'Value']]],
  ['AWS::Amplify::Branch', [['EnvironmentVariables', '*', 'Value']]],
  [
    'AWS::AppRunner::Service',
    [
      [
        'SourceConfiguration',
        'ImageRepository',
        'ImageConfiguration',
        'RuntimeEnvironmentVariables',
        '*',
        'Value',
      ],
    ],
  ],
  ['AWS::Glue::Job', [['DefaultArguments', '*']]],
  ['AWS::ApiGateway::Stage', [['Variables', '*']]],
  ['AWS::ApiGatewayV2::Stage', [['StageVariables', '*']]],
  ['AWS::StepFunctions::StateMachine', [['DefinitionSubstitutions', '*'], ['DefinitionString']]],
  ['AWS::SSM::Parameter', [['Value']]],
]);

/** What a property is to those who read it; undefined where nothing is known of readers. */
export type ReadableKind = 'environment' | 'description' | 'tag';

export function readableKindOf(
  resourceType: string,
  path: readonly (string | number)[],
): ReadableKind | undefined {
  if (resourceType.startsWith('Custom::')) return undefined;
  const [first] = path;
  if (path.length === 1 && first === 'Description') return 'description';
  if (first === 'Tags' && path.length > 1 && path.at(-1) !== 'Key') return 'tag';
  return READABLE.get(resourceType)?.some(each => isAt(each, path)) ? 'environment' : undefined;
}

function isAt(each: readonly string[], path: readonly (string | number)[]): boolean {
  return each.length === path.length && each.every((step, index) => step === '*' || step === path[index]);
}
