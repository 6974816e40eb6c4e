import {limits} from '../../../../protocol/limits.js';
import type {PackageLock} from '../../../../protocol/packages.js';
import {list, number, object, optional, record, type Shape, ShapeError, text} from '../../shape.js';

type LockedPackage = Pick<
  PackageLock['packages'][number],
  'path' | 'name' | 'version' | 'integrity' | 'size'
>;

/** What of the gateway's lock is used to install. */
export interface InstallableLock {
  packages: LockedPackage[];
  provided: Record<string, string>;
  warnings: {message: string}[];
}

const name = String.raw`(?:@[A-Za-z0-9~-][\w.~-]*/)?[A-Za-z0-9~-][\w.~-]*`;

/**
 * Checks the gateway's answer. The gateway checked it with the schema of the protocol; this is about what would do
 * harm here, without loading a schema library.
 */
export const readLock = (value: unknown): InstallableLock => lock(value, 'The lock');

const lock: Shape<InstallableLock> = object({
  packages: list(
    object({
      path: matching(new RegExp(`^node_modules/${name}(?:/node_modules/${name})*$`), limits.maxPathBytes),
      name: matching(new RegExp(`^${name}$`), 214),
      version: matching(/^\d+\.\d+\.\d+[\w.+-]*$/, 256),
      integrity: matching(/^sha(?:1|256|384|512)-[A-Za-z0-9+/]+=*$/, 128),
      size: optional(number(0, Number.MAX_SAFE_INTEGER)),
    }),
    limits.maxPackages,
  ),
  provided: record(text(256), limits.maxPackages),
  warnings: list(object({message: text(4096)}), 10 * limits.maxPackages),
});

function matching(pattern: RegExp, maxLength: number): Shape<string> {
  const any = text(maxLength);
  return (value, path) => {
    const accepted = any(value, path);
    if (!pattern.test(accepted)) throw new ShapeError(`${path} is not what it should be`);
    return accepted;
  };
}
