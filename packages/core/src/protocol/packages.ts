import {z} from 'zod';
import {limits} from './limits.js';

const namePart = '[A-Za-z0-9~-][A-Za-z0-9._~-]*';
const nameSource = `(?:@${namePart}/)?${namePart}`;
const reserved = new Set(['node_modules', 'favicon.ico']);

/**
 * A name as npm's registry has them, capitals of old packages included. It never starts with a dot, so it is
 * safe as a folder and as a part of an address.
 * https://github.com/npm/validate-npm-package-name
 */
export const PackageName = z
  .string()
  .max(214)
  .regex(new RegExp(`^${nameSource}$`), 'This is not a package name.')
  .refine((name) => !reserved.has(name.toLowerCase()), 'This is not a package name.');

const numeric = '(?:0|[1-9]\\d*)';
const label = `(?:${numeric}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const versionSource = `${numeric}\\.${numeric}\\.${numeric}(?:-${label}(?:\\.${label})*)?(?:\\+[0-9A-Za-z.-]+)?`;

/** An exact version: https://semver.org */
export const PackageVersion = z
  .string()
  .max(256)
  .regex(new RegExp(`^${versionSource}$`), 'This is not a version.');

/** What package.json says about a dependency: a range, a tag, or another package by `npm:name@range`. */
const Specifier = z.string().max(512);

const Dependencies = z
  .record(PackageName, Specifier)
  .refine(
    (dependencies) => Object.keys(dependencies).length <= limits.maxPackages,
    `A project can have ${limits.maxPackages} packages.`,
  );

/** POST resolve: what a project needs. */
export const PackagesRequest = z.object({
  dependencies: Dependencies,
  /** What the runtime brings along, by version. Never fetched, used whatever range is asked for. */
  provided: z.record(PackageName, PackageVersion).optional(),
});
export type PackagesRequest = z.infer<typeof PackagesRequest>;

/** A hash as Subresource Integrity writes it. sha1 is all that the oldest packages have. */
export const Integrity = z.string().regex(/^(?:sha512|sha384|sha256|sha1)-[A-Za-z0-9+/]{27,88}={0,2}$/);

/** One folder below node_modules, with the tarball that fills it. */
export const LockedPackage = z.object({
  /** Where it goes: `node_modules/a` or `node_modules/a/node_modules/b`. */
  path: z
    .string()
    .max(limits.maxPathBytes)
    .regex(new RegExp(`^node_modules/${nameSource}(?:/node_modules/${nameSource})*$`)),
  /** Its name in the registry; under an alias not the one it is imported by. */
  name: PackageName,
  version: PackageVersion,
  integrity: Integrity,
  /** Bytes when unpacked, where the registry says so. */
  size: z.number().int().nonnegative().optional(),
  /** The ranges it asked for, those of its peers included. */
  dependencies: z.record(z.string(), z.string()).optional(),
});
export type LockedPackage = z.infer<typeof LockedPackage>;

/** Something that was allowed but may not work. */
export const PackageWarning = z.object({
  code: z.enum(['provided-mismatch', 'peer-mismatch', 'platform', 'install-script']),
  /** Which one, as `name@version`. */
  package: z.string(),
  /** A sentence for people. */
  message: z.string(),
});
export type PackageWarning = z.infer<typeof PackageWarning>;

/** The answer to resolve: what goes where. Sorted by path, so that the same packages make the same lock. */
export const PackageLock = z.object({
  packages: z.array(LockedPackage).max(limits.maxPackages),
  /** Which of the provided packages are needed. */
  provided: z.record(PackageName, PackageVersion),
  warnings: z.array(PackageWarning),
});
export type PackageLock = z.infer<typeof PackageLock>;

export {tarballPath} from './tarball-path.js';
