import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify as verifies } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { KeyNode } from '../../src/client/tree/nodes';
import { bytesOfFile, bytesOfText, problemOf } from '../../src/client/tryKey/bytesQuestion';
import { contextText } from '../../src/client/tryKey/contextQuestion';
import { MAX_FILE_BYTES } from '../../src/client/tryKey/files';
import { type ResultPart, shownText } from '../../src/client/tryKey/result';
import { showResult } from '../../src/client/tryKey/resultPick';
import type { TryOutcome, TryQuestions, WantedBytes } from '../../src/client/tryKey/tryDeps';
import { type TryKeyDeps, tryKey } from '../../src/client/tryKey/tryKey';
import { tryKeyCommand } from '../../src/client/tryKey/tryKeyCommand';
import type { TriedKey } from '../../src/client/tryKey/usableKey';
import { type Failure, failureOf } from '../../src/core/failure';
import type { KeyTry } from '../../src/core/keys/keyTries';
import { MASK, sensitive } from '../../src/core/value/sensitive';
import { devKey, kms, restoreKey } from './keySupport';
import { callCounts, eventually, keyhole, resetCalls, setFaults } from './support';

const bytes = (text: string) => new TextEncoder().encode(text);
const CANARY = 'FAKE-plaintext-of-a-try';

let key: KeyNode;
const made: string[] = [];

/** Answers what is asked for bytes in this order. */
function answers(given: readonly Uint8Array[], more: Partial<TryQuestions> = {}): TryQuestions {
  const left = [...given];
  return {
    algorithm: async ([first]) => first,
    context: async () => ({}),
    bytes: async () => {
      const next = left.shift();
      return next && sensitive(next);
    },
    form: async () => 'message',
    openFile: () => assert.fail('no file is asked for'),
    saveFile: () => assert.fail('no file is written'),
    dataKey: async () => ({ bytes: 32, plain: true }),
    ...more,
  };
}

/** Of the extension's own bundle. */
function fileEncryption() {
  const { extensionPath } = vscode.extensions.getExtension('keyhole-aws.keyhole') ?? {};
  assert.ok(extensionPath);
  return require(path.join(extensionPath, 'dist/fileEncryption.js'));
}

async function run(of: TriedKey, what: KeyTry, questions: TryQuestions): Promise<TryOutcome> {
  const { session } = await keyhole();
  return tryKey(of, { session, questions, fileEncryption, choose: async () => what });
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

function partsOf(outcome: TryOutcome): readonly ResultPart[] {
  assert.ok(outcome?.kind === 'result');
  return outcome.parts;
}

function onlyPart(outcome: TryOutcome): ResultPart {
  const [part, ...others] = partsOf(outcome);
  assert.ok(part && others.length === 0);
  return part;
}

function holds(outcome: TryOutcome): boolean {
  assert.ok(outcome?.kind === 'verdict');
  return outcome.holds;
}

async function keyOf(input: object): Promise<TriedKey> {
  const { KeyMetadata } = await kms('CreateKey', input);
  assert.ok(typeof KeyMetadata === 'object' && KeyMetadata !== null);
  const [keyId, arn] = [String(Reflect.get(KeyMetadata, 'KeyId')), String(Reflect.get(KeyMetadata, 'Arn'))];
  made.push(keyId);
  return { keyId, arn, label: 'tried' };
}

before(async () => {
  key = await devKey();
});

afterEach(() => restoreKey(key));

after(async () => {
  for (const KeyId of made) await kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
});

describe('Encrypt a text under a key', () => {
  it('gives a ciphertext that is no secret, and that the same context decrypts alone', async () => {
    const context = async () => ({ stage: 'prod' });
    const sealed = onlyPart(await run(key, 'encrypt', answers([bytes(CANARY)], { context })));
    assert.deepEqual([sealed.name, sealed.secret], ['Ciphertext', false]);
    const ciphertext = sealed.bytes.reveal();
    const opened = onlyPart(await run(key, 'decrypt', answers([ciphertext], { context })));
    assert.deepEqual([opened.secret, shownText(opened).reveal()], [true, CANARY]);
    assert.equal(JSON.stringify(opened).includes(CANARY), false);
    const wrong = await failureIn(run(key, 'decrypt', answers([ciphertext])));
    assert.match(wrong.message, /encryption context is not the one it was encrypted with/);
  });

  it('asks for the algorithm of an RSA key, and for no context', async () => {
    const rsa = await keyOf({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' });
    const seen: (readonly string[])[] = [];
    const questions = (given: Uint8Array) =>
      answers([given], {
        algorithm: async algorithms => {
          seen.push(algorithms);
          return algorithms[1];
        },
        context: () => assert.fail('RSA has none'),
      });
    const sealed = onlyPart(await run(rsa, 'encrypt', questions(bytes(CANARY))));
    const opened = onlyPart(await run(rsa, 'decrypt', questions(sealed.bytes.reveal())));
    assert.equal(shownText(opened).reveal(), CANARY);
    assert.deepEqual(seen[0], ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256']);
  });

  it('says how much it takes, and the way for more, before anything is sent', async () => {
    const wanted: WantedBytes[] = [];
    const asked = async (each: WantedBytes) => {
      wanted.push(each);
      return undefined;
    };
    await resetCalls();
    assert.equal(await run(key, 'encrypt', answers([], { bytes: asked })), undefined);
    const [want] = wanted;
    assert.ok(want);
    assert.deepEqual([want.form, want.maxBytes], ['secret', 4_096]);
    assert.equal(problemOf(new Uint8Array(4_096), want), undefined);
    assert.match(problemOf(new Uint8Array(4_097), want) ?? '', /4,096 bytes itself.*Encrypt a File/);
    assert.doesNotMatch(await callCounts(), /kms:Encrypt/);
  });
});

describe('Decrypt a ciphertext', () => {
  it('fails with a sentence for what is damaged, of another key, or not allowed', async () => {
    const other = await keyOf({});
    const sealed = onlyPart(await run(other, 'encrypt', answers([bytes(CANARY)]))).bytes.reveal();
    assert.match((await failureIn(run(key, 'decrypt', answers([sealed])))).message, /another key\.$/);
    const changed = sealed.slice();
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    assert.match((await failureIn(run(other, 'decrypt', answers([changed])))).message, /was changed/);
    await setFaults({ deny: ['kms:Decrypt'] });
    const denied = await failureIn(run(other, 'decrypt', answers([sealed])));
    assert.deepEqual([denied.code, denied.missingAction], ['denied', 'kms:Decrypt']);
  });
});

describe('Generate a data key', () => {
  it('gives it masked beside its encrypted form, or that alone', async () => {
    const [encrypted, plain] = partsOf(await run(key, 'dataKey', answers([])));
    assert.ok(encrypted && plain);
    assert.deepEqual([encrypted.secret, plain.secret, plain.bytes.reveal().length], [false, true, 32]);
    const opened = onlyPart(await run(key, 'decrypt', answers([encrypted.bytes.reveal()])));
    assert.deepEqual(Buffer.from(opened.bytes.reveal()), Buffer.from(plain.bytes.reveal()));
    await resetCalls();
    const alone = answers([], { dataKey: async () => ({ bytes: 16, plain: false }) });
    assert.equal(onlyPart(await run(key, 'dataKey', alone)).secret, false);
    assert.match(await callCounts(), /"kms:GenerateDataKeyWithoutPlaintext":1/);
    assert.doesNotMatch(await callCounts(), /"kms:GenerateDataKey"/);
  });
});

describe('Sign a message or a digest', () => {
  it('as OpenSSL verifies it, hashing here what is too long for KMS', async () => {
    for (const KeySpec of ['RSA_2048', 'ECC_NIST_P384']) {
      const signer = await keyOf({ KeySpec, KeyUsage: 'SIGN_VERIFY' });
      const pem = shownText(onlyPart(await run(signer, 'publicKey', answers([])))).reveal();
      const hash = KeySpec === 'RSA_2048' ? 'sha256' : 'sha384';
      for (const message of [bytes('short'), new Uint8Array(100_000).fill(7)]) {
        const signature = onlyPart(await run(signer, 'sign', answers([message]))).bytes.reveal();
        assert.ok(verifies(hash, message, createPublicKey(pem), signature), KeySpec);
        assert.equal(holds(await run(signer, 'verify', answers([message, signature]))), true);
        const digest = new Uint8Array(createHash(hash).update(message).digest());
        const byDigest = answers([digest, signature], { form: async () => 'digest' });
        assert.equal(holds(await run(signer, 'verify', byDigest)), true);
      }
    }
  });

  it('of a key that signs the message itself asks for no digest', async () => {
    const signer = await keyOf({ KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' });
    const form = () => assert.fail('there is none');
    const signature = onlyPart(await run(signer, 'sign', answers([bytes('x')], { form }))).bytes.reveal();
    assert.equal(holds(await run(signer, 'verify', answers([bytes('x'), signature], { form }))), true);
  });
});

describe('Verify a signature', () => {
  it('says that one of something else is none', async () => {
    const signer = await keyOf({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const signature = onlyPart(await run(signer, 'sign', answers([bytes('x')]))).bytes.reveal();
    const outcome = await run(signer, 'verify', answers([bytes('y'), signature]));
    assert.equal(holds(outcome), false);
    assert.ok(outcome?.kind === 'verdict');
    assert.match(outcome.message, /not of this message, or not by tried and ECDSA_SHA_256/);
  });
});

describe('Generate a MAC', () => {
  it('of a message, with the algorithm of the key', async () => {
    const maker = await keyOf({ KeySpec: 'HMAC_512', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const mac = onlyPart(await run(maker, 'mac', answers([bytes('x')])));
    assert.equal(mac.bytes.reveal().length, 64);
  });
});

describe('Verify a MAC', () => {
  it('says whether it is of the message', async () => {
    const maker = await keyOf({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const mac = onlyPart(await run(maker, 'mac', answers([bytes('x')]))).bytes.reveal();
    assert.equal(holds(await run(maker, 'verifyMac', answers([bytes('x'), mac]))), true);
    assert.equal(holds(await run(maker, 'verifyMac', answers([bytes('y'), mac]))), false);
  });
});

describe('Read the public key of a key', () => {
  it('gives it as PEM', async () => {
    const rsa = await keyOf({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' });
    const part = onlyPart(await run(rsa, 'publicKey', answers([])));
    assert.deepEqual([part.fileName, part.secret], ['public-key.pem', false]);
    const pem = shownText(part).reveal();
    assert.match(pem, /^-----BEGIN PUBLIC KEY-----\n(?:[A-Za-z0-9+/=]{1,64}\n)+-----END PUBLIC KEY-----\n$/);
    assert.equal(createPublicKey(pem).asymmetricKeyDetails?.modulusLength, 2_048);
  });
});

describe('Encrypt or decrypt a file', () => {
  const files: vscode.Uri[] = [];
  const at = (name: string) => {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root);
    const uri = vscode.Uri.joinPath(root.uri, name);
    files.push(uri);
    return uri;
  };
  const write = async (name: string, content: Uint8Array) => {
    const uri = at(name);
    await vscode.workspace.fs.writeFile(uri, content);
    return uri;
  };
  /** As they are chosen; what is proposed is taken. */
  const choosing = (from: vscode.Uri, to?: vscode.Uri, proposed: vscode.Uri[] = []) =>
    answers([], {
      context: async () => ({ stage: 'prod' }),
      openFile: async () => from,
      saveFile: async (_, uri) => {
        proposed.push(uri);
        files.push(uri);
        return to ?? uri;
      },
    });

  afterEach(async () => {
    for (const uri of files.splice(0)) await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
  });

  it('under a data key and back, beside the file, for one call each way', async () => {
    const plain = await write('try-file.txt', bytes(CANARY.repeat(1_000)));
    await resetCalls();
    const encrypted = await run(key, 'encryptFile', choosing(plain));
    assert.ok(encrypted?.kind === 'saved');
    assert.match(encrypted.file.path, /\/try-file\.txt\.encrypted$/);
    const message = Buffer.from(await vscode.workspace.fs.readFile(encrypted.file));
    assert.ok(!message.includes(CANARY));
    assert.match(await callCounts(), /"kms:GenerateDataKey":1\b/);
    const back = at('try-file.back.txt');
    const proposed: vscode.Uri[] = [];
    const decrypted = await run(key, 'decryptFile', choosing(encrypted.file, back, proposed));
    // In the plain, so for its owner alone.
    assert.equal(statSync(back.fsPath).mode & 0o777, 0o600);
    assert.ok(decrypted?.kind === 'saved');
    assert.equal(proposed[0]?.path, plain.path);
    assert.match(decrypted.message, /^Decrypted: try-file\.back\.txt\. Its encryption context: stage=prod$/);
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(back)).toString(), CANARY.repeat(1_000));
    assert.match(await callCounts(), /"kms:Decrypt":1\b/);
    assert.ok(vscode.workspace.textDocuments.every(({ uri }) => uri.path !== back.path));
  });

  it('writes nothing where somebody goes away, and nothing that is not whole', async () => {
    const plain = await write('try-file.txt', bytes(CANARY));
    const gone = { ...choosing(plain), saveFile: async () => undefined };
    assert.equal(await run(key, 'encryptFile', gone), undefined);
    const encrypted = await run(key, 'encryptFile', choosing(plain));
    assert.ok(encrypted?.kind === 'saved');
    const message = await vscode.workspace.fs.readFile(encrypted.file);
    const cut = await write('try-cut.encrypted', message.slice(0, -1));
    const noFile = { ...choosing(cut), saveFile: () => assert.fail('nothing is to be written') };
    assert.match((await failureIn(run(key, 'decryptFile', noFile))).message, /changed, or is not whole/);
    const other = await keyOf({});
    const elsewhere = { ...noFile, openFile: async () => encrypted.file };
    const failure = await failureIn(run(other, 'decryptFile', elsewhere));
    assert.equal(failure.message, `The file was encrypted under another key: ${key.arn}`);
    const text = { ...noFile, openFile: async () => plain };
    assert.match(
      (await failureIn(run(key, 'decryptFile', text))).message,
      /no file of the AWS Encryption SDK/,
    );
  });

  it('tells which permission is missing', async () => {
    const plain = await write('try-file.txt', bytes(CANARY));
    await setFaults({ deny: ['kms:GenerateDataKey'] });
    const failure = await failureIn(run(key, 'encryptFile', choosing(plain)));
    assert.deepEqual([failure.code, failure.missingAction], ['denied', 'kms:GenerateDataKey']);
  });

  it('takes no file that is too long for memory', async () => {
    const plain = await write('try-long.bin', new Uint8Array(MAX_FILE_BYTES + 1));
    const failure = await failureIn(run(key, 'encryptFile', choosing(plain)));
    assert.match(failure.message, /at most 64 MB/);
  });
});

describe('a key that is tried', () => {
  const deps = async (more: Partial<TryKeyDeps> = {}): Promise<TryKeyDeps> => ({
    session: (await keyhole()).session,
    questions: answers([]),
    fileEncryption,
    choose: () => assert.fail('nothing is offered'),
    ...more,
  });

  it('is offered what it is made for', async () => {
    const signer = await keyOf({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const offered: (readonly KeyTry[])[] = [];
    const choose: TryKeyDeps['choose'] = async (_, tries) => {
      offered.push(tries);
      return undefined;
    };
    assert.equal(await tryKey(signer, await deps({ choose })), undefined);
    assert.deepEqual(offered, [['sign', 'verify', 'publicKey']]);
  });

  it('is not asked about where it is disabled, AWS manages it, or another Region has it', async () => {
    await kms('DisableKey', { KeyId: key.keyId });
    const disabled = await failureIn(tryKey(key, await deps()));
    assert.deepEqual(
      [disabled.code, disabled.message],
      ['key-unusable', 'my-app-dev cannot be used: it is disabled.'],
    );
    const elsewhere = { ...key, arn: key.arn.replace('eu-west-1', 'us-east-1') };
    assert.match((await failureIn(tryKey(elsewhere, await deps()))).message, /^Another account or Region/);
    const { KeyMetadata } = await kms('DescribeKey', { KeyId: 'alias/aws/ssm' });
    const [keyId, arn] = ['KeyId', 'Arn'].map(name => String(Reflect.get(Object(KeyMetadata), name)));
    assert.ok(keyId && arn);
    const managed = await failureIn(tryKey({ keyId, arn, label: 'aws/ssm' }, await deps()));
    assert.match(managed.message, /managed by AWS/);
  });

  it('sends nothing to what is connected to meanwhile', async () => {
    const { session } = await keyhole();
    await resetCalls();
    const context = async () => {
      session.reconnect();
      return {};
    };
    const failure = await failureIn(run(key, 'encrypt', answers([bytes(CANARY)], { context })));
    assert.equal(failure.code, 'cancelled');
    assert.doesNotMatch(await callCounts(), /kms:Encrypt/);
  });

  it('tells which permission is missing', async () => {
    await setFaults({ deny: ['kms:Encrypt'] });
    const failure = await failureIn(run(key, 'encrypt', answers([bytes(CANARY)])));
    assert.deepEqual([failure.missingAction, failure.message.includes(CANARY)], ['kms:Encrypt', false]);
  });

  it('is none where another extension hands over something else', async () => {
    const api = await keyhole();
    const handler = tryKeyCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views, clipboard: undefined }) },
      explored: api.explored,
    });
    await resetCalls();
    for (const forged of [7, { kind: 'key' }, { kind: 'folder', path: '/' }]) await handler(forged);
    assert.doesNotMatch(await callCounts(), /kms:DescribeKey/);
  });
});

describe('what came out of a try', () => {
  const secret: ResultPart = {
    name: 'Plaintext',
    bytes: sensitive(bytes(`${CANARY} $(zap)\nline`)),
    secret: true,
    form: 'text',
    fileName: 'plaintext.txt',
  };
  const open: ResultPart = { ...secret, name: 'Ciphertext', secret: false, form: 'bytes' };

  async function shown(parts: readonly ResultPart[]) {
    const { session } = await keyhole();
    const copied: string[] = [];
    const clipboard = { copyValue: async (text: string) => void copied.push(text) };
    return { result: showResult({ kind: 'result', title: 'x', parts }, { clipboard, session }), copied };
  }

  it('is masked until somebody asks, and masked again', async () => {
    const { result } = await shown([secret]);
    const [value] = result.items;
    assert.ok(value);
    assert.deepEqual([value.detail, value.description], [MASK, 'Enter shows it']);
    await result.accept(value);
    assert.equal(result.items[0]?.detail, `${CANARY} $ (zap) line`);
    await result.accept(value);
    assert.equal(result.items[0]?.detail, MASK);
    result.hide();
    await result.left;
  });

  it('stays masked while the screen is shared', async () => {
    const { result } = await shown([secret]);
    const [value] = result.items;
    assert.ok(value);
    await result.accept(value);
    await vscode.commands.executeCommand('keyhole.startScreenShare');
    try {
      await eventually(() => assert.equal(result.items[0]?.detail, MASK));
      await result.accept(value);
      assert.equal(result.items[0]?.detail, MASK);
    } finally {
      await vscode.commands.executeCommand('keyhole.stopScreenShare');
      result.hide();
    }
  });

  it('goes to the clipboard for a time where it is a secret', async () => {
    await vscode.env.clipboard.writeText('before');
    const { result, copied } = await shown([secret, open]);
    const [first, second] = result.items.filter(({ act }) => act === 'copy');
    assert.ok(first && second);
    await result.accept(first);
    assert.deepEqual(
      [copied, await vscode.env.clipboard.readText()],
      [[shownText(secret).reveal()], 'before'],
    );
    await result.accept(second);
    assert.equal(await vscode.env.clipboard.readText(), Buffer.from(open.bytes.reveal()).toString('base64'));
    result.hide();
  });

  it('is forgotten when something else is connected to', async () => {
    const { result } = await shown([secret]);
    (await keyhole()).session.reconnect();
    await result.left;
  });
});

describe('bytes that are given', () => {
  const wanted = (more: Partial<WantedBytes>): WantedBytes => ({
    title: '',
    prompt: '',
    form: 'binary',
    maxBytes: 8,
    tooMuch: 'too much',
    ...more,
  });

  it('are text as it is, base64, or a digest in hexadecimal', () => {
    const text = (given: string, more: Partial<WantedBytes> = {}) => {
      const read = bytesOfText(given, wanted(more));
      return read && Buffer.from(read).toString('latin1');
    };
    assert.equal(text(' a ', { form: 'text' }), ' a ');
    assert.equal(text(' YWJj\n'), 'abc');
    assert.equal(text('YWI'), 'ab');
    assert.equal(text('6162', { exactBytes: 2 }), 'ab');
    assert.equal(text('YWI=', { exactBytes: 2 }), 'ab');
    for (const wrong of ['', '!', 'YWJjZ', 'YW=J']) assert.equal(text(wrong), undefined, wrong);
  });

  it('are refused where they are none, too many or too few', () => {
    assert.match(problemOf(undefined, wanted({})) ?? '', /no base64/);
    assert.match(problemOf(new Uint8Array(), wanted({})) ?? '', /nothing in it/);
    assert.equal(problemOf(new Uint8Array(9), wanted({})), 'too much');
    assert.equal(problemOf(new Uint8Array(7), wanted({ exactBytes: 8 })), 'too much');
    assert.equal(problemOf(new Uint8Array(8), wanted({ exactBytes: 8 })), undefined);
  });

  it('come from a file, binary or in base64, no further than they may be long', async () => {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root);
    const uri = vscode.Uri.joinPath(root.uri, 'try-key.bin');
    const read = async (content: Uint8Array, more: Partial<WantedBytes> = {}) => {
      await vscode.workspace.fs.writeFile(uri, content);
      const given = (await bytesOfFile(uri, wanted(more)))?.reveal();
      return given && Buffer.from(given).toString('latin1');
    };
    try {
      assert.equal(await read(bytes('YWJj\n')), 'abc');
      assert.equal(await read(new Uint8Array([1, 2, 255])), '\x01\x02\xff');
      assert.equal(await read(bytes('YWJj'), { form: 'text' }), 'YWJj');
      assert.equal(await read(bytes('longer than that')), undefined);
      assert.equal(await read(bytes('longer!!!'), { form: 'secret' }), undefined);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('come with a context that is checked as it is typed', () => {
    assert.equal(contextText('a=b'), undefined);
    for (const wrong of ['a', '=b', 'a=1,a=2', '{"a":1}', '{']) assert.ok(contextText(wrong), wrong);
  });
});
