// What the tests need beside Node: Debian's package for each, and how to see it.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const NEEDED = [
  { package: 'chromium', present: () => onPath('chromium') || onPath('google-chrome') },
  { package: 'firefox-esr', present: () => onPath('firefox-esr') },
  { package: 'nginx-light', present: () => onPath('nginx') },
  { package: 'php-cli', present: () => onPath('php') },
  { package: 'iproute2', present: () => onPath('ip') },
  { package: 'postgresql', present: () => postgresBinaries() !== undefined },
];

/** Debian package names that are missing on this machine. */
export function missingPackages() {
  return NEEDED.filter((need) => !need.present()).map((need) => need.package);
}

/** Folder with `initdb` and `postgres`, the newest version, or undefined. */
export function postgresBinaries() {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return undefined;
  return readdirSync(versions)
    .sort((left, right) => Number(right) - Number(left))
    .map((version) => path.join(versions, version, 'bin'))
    .find((folder) => existsSync(path.join(folder, 'initdb')));
}

function onPath(program) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/usr/sbin'];
  return folders.some((folder) => folder && existsSync(path.join(folder, program)));
}
