import { keyRotationOff } from '../../../../src/core/health/rules/keyRotationOff';
import { key, ruleTests } from '../support';

const rotation = { enabled: false };

ruleTests(keyRotationOff, {
  found: { 'one that KMS could rotate': [key({ rotation }), /rotation is off/, 'warning'] },
  silent: {
    'one that is rotated': [key({ rotation: { enabled: true, periodInDays: 365 } })],
    'one whose status was not read': [key()],
    'one that is asymmetric': [key({ rotation, metadata: { spec: 'RSA_2048' } })],
    'one with material of its own': [key({ rotation, metadata: { origin: 'EXTERNAL' } })],
    'one whose origin was not told': [
      {
        ...key({ rotation }),
        metadata: { keyId: 'k', arn: 'a', manager: 'CUSTOMER', state: 'Enabled', spec: 'SYMMETRIC_DEFAULT' },
      },
    ],
    'one that is disabled': [key({ rotation, metadata: { state: 'Disabled' } })],
    'a replica': [
      key({
        rotation,
        metadata: {
          multiRegionConfiguration: {
            type: 'REPLICA',
            primaryRegion: 'us-east-1',
            replicaRegions: ['eu-west-1'],
          },
        },
      }),
    ],
    'one of AWS': [key({ rotation, manager: 'AWS' })],
  },
});
