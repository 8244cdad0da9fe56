// Azure's Blob Storage as azurite plays it, with TLS, on the network of a trial. Installed on the first run, outside the
// packages of the repository. Must not know what is stored in it.
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { cacheFolder } from '../../../generator/tools.ts';
import { pause, runCommand } from '../run-command.ts';
import { docker, tryDocker } from './docker.ts';
import { label } from './pod.ts';
import { domain, type Site } from './site.ts';
import type { Store } from './stage.ts';

const version = '3.37.0';
const nodeImage = 'kindnode.local/node:22';
const account = 'faults';
const port = 10_000;
const name = `store.${domain}`;
const apiVersion = '2023-11-03';
/** The Secret that the values name, and the containers that they name. */
const secret = 'postgresql-backup';

let installed: Promise<string> | undefined;

async function install(): Promise<string> {
  const folder = join(cacheFolder(process.env), `azurite-${version}`);
  const program = join(folder, 'node_modules/azurite/dist/src/blob/main.js');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    await runCommand([
      'npm',
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--prefix',
      folder,
      `azurite@${version}`,
    ]);
  }
  return folder;
}

export class Azurite implements Store {
  readonly #site: Site;
  readonly #containers: readonly string[];
  readonly #id: string;
  readonly #key = randomBytes(64).toString('base64');

  constructor(site: Site, containers: readonly string[]) {
    this.#site = site;
    this.#containers = containers;
    this.#id = `${site.network}-store`;
  }

  async open(): Promise<void> {
    // Two trials may want it at the same time.
    installed ??= install();
    const program = await installed;
    const folder = this.#site.sharedFolder('azurite');
    chmodSync(folder, 0o777);
    const certificate = await this.#site.authority.sign([name]);
    for (const [file, text] of Object.entries(certificate))
      writeFileSync(join(folder, file), text, { mode: 0o644 });
    this.#site.secrets.set(secret, {
      'azure-key': this.#key,
      'ca.crt': readFileSync(this.#site.authority.certificateFile, 'utf8'),
    });
    const place = ['--network', this.#site.network, '--ip', this.#site.addressOf(5), '--network-alias', name];
    const mounts = ['--volume', `${program}:/program:ro`, '--volume', `${folder}:/data`];
    const listens = ['--blobHost', '0.0.0.0', '--blobPort', String(port), '--location', '/data/blobs'];
    const tls = ['--cert', '/data/tls.crt', '--key', '/data/tls.key', '--skipApiVersionCheck'];
    // The account stands in the path: a name of our own would be taken for one of Azure's, which has it in front.
    const style = ['--disableProductStyleUrl'];
    await docker(
      'run',
      '--detach',
      '--cpu-shares',
      '64',
      '--label',
      `${label}=${process.pid}`,
      '--name',
      this.#id,
      ...place,
      ...mounts,
      '--env',
      `AZURITE_ACCOUNTS=${account}:${this.#key}`,
      nodeImage,
      'node',
      '/program/node_modules/azurite/dist/src/blob/main.js',
      ...listens,
      ...tls,
      ...style,
    );
    for (const container of this.#containers) await this.#create(container);
  }

  async setAway(isAway: boolean): Promise<void> {
    await docker(isAway ? 'pause' : 'unpause', this.#id);
  }

  async #create(container: string): Promise<void> {
    for (let tries = 0; ; tries++) {
      const status = await this.#put(`/${account}/${container}?restype=container`).catch(() => 0);
      if (status === 201 || status === 409) return;
      if (tries === 60) throw new Error(`azurite made no container ${container}: ${status}`);
      await pause(500);
    }
  }

  /** One request, signed with the key of the account as Azure wants it. */
  #put(path: string): Promise<number> {
    const [resource = '', query = ''] = path.split('?');
    const date = new Date().toUTCString();
    const headers = `x-ms-date:${date}\nx-ms-version:${apiVersion}\n`;
    const canonical = `/${account}${resource}\n${query.replace('=', ':')}`;
    const text = `PUT\n\n\n\n\n\n\n\n\n\n\n\n${headers}${canonical}`;
    const signature = createHmac('sha256', Buffer.from(this.#key, 'base64')).update(text).digest('base64');
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: this.#site.addressOf(5),
          port,
          path,
          method: 'PUT',
          servername: name,
          ca: readFileSync(this.#site.authority.certificateFile),
          headers: {
            host: `${name}:${port}`,
            'content-length': '0',
            'x-ms-date': date,
            'x-ms-version': apiVersion,
            authorization: `SharedKey ${account}:${signature}`,
          },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  }

  async close(): Promise<void> {
    await tryDocker('rm', '--force', this.#id);
  }
}
