import assert from 'node:assert/strict';
import { scrubEnvironment } from '../../../src/host/node/environment.ts';
import type { Environment } from '../../../src/host/proxy.ts';
import { findProxy } from '../../../src/host/proxy.ts';

const DEFAULTS = {
  proxy: '',
  proxySupport: 'override',
  proxyStrictSSL: true,
  proxyAuthorization: null,
  noProxy: [],
};

function find(settings: Readonly<Record<string, unknown>>, environment: Environment = {}) {
  const all: Readonly<Record<string, unknown>> = { ...DEFAULTS, ...settings };
  return findProxy((name) => all[name], environment);
}

const PLAIN = { url: 'http://set:1', strictSsl: true, except: [] };

describe('the proxy of VS Code', () => {
  for (const [name, settings, environment, expected] of [
    ['is none where none is set', {}, {}, undefined],
    ['is the one of the settings', { proxy: ' http://set:1 ' }, { HTTPS_PROXY: 'http://env:1' }, PLAIN],
    [
      'is else the one of the environment',
      {},
      { HTTPS_PROXY: 'http://env:1' },
      { ...PLAIN, url: 'http://env:1' },
    ],
    [
      'is in small letters first',
      {},
      { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' },
      { ...PLAIN, url: 'http://a:1' },
    ],
    ['can be the one for http', {}, { HTTP_PROXY: 'http://env:1' }, { ...PLAIN, url: 'http://env:1' }],
    ['is none without a scheme, as there', {}, { HTTPS_PROXY: 'env:1' }, undefined],
    ['is none where its support is off', { proxy: 'http://set:1', proxySupport: 'off' }, {}, undefined],
    [
      'need not have a good certificate',
      { proxy: 'http://set:1', proxyStrictSSL: false },
      {},
      { ...PLAIN, strictSsl: false },
    ],
    [
      'is told the authorization that is set',
      { proxy: 'http://set:1', proxyAuthorization: 'Basic x' },
      {},
      { ...PLAIN, authorization: 'Basic x' },
    ],
    [
      'has exceptions in the settings',
      { proxy: 'http://set:1', noProxy: ['a', 5, 'b:1'] },
      { NO_PROXY: 'c' },
      { ...PLAIN, except: ['a', 'b:1'] },
    ],
    [
      'has exceptions in the environment else',
      { proxy: 'http://set:1' },
      { NO_PROXY: 'c, d,' },
      { ...PLAIN, except: ['c', ' d'] },
    ],
    [
      'is none where the setting is no text',
      { proxy: 5, noProxy: 'x', proxyAuthorization: 7 },
      {},
      undefined,
    ],
  ] as const) {
    it(name, () => assert.deepEqual(find(settings, environment), expected));
  }
});

describe('the environment of a kernel', () => {
  it('has the address of a proxy, and no password', () => {
    for (const [name, value, seen] of [
      ['HTTPS_PROXY', 'http://bob:secret@proxy:8080', 'http://proxy:8080'],
      ['https_proxy', 'bob:se@c/ret@proxy:8080', 'proxy:8080'],
      ['HTTP_PROXY', 'http://proxy:8080/', 'http://proxy:8080/'],
      ['NO_PROXY', 'a,b@c', 'a,b@c'],
    ] as const) {
      assert.deepEqual(scrubEnvironment({ [name]: value }), { [name]: seen });
    }
  });

  it('has nothing that it does not need', () => {
    assert.deepEqual(scrubEnvironment({ TOKEN: 'x', ALL_PROXY: 'http://bob:secret@proxy', PATH: '/bin' }), {
      PATH: '/bin',
    });
  });
});
