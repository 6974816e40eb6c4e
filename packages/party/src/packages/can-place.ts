import {CodecraftError} from '@codecraft/core/errors';
import type {Candidate, Candidates} from './candidates.js';
import {fits} from './fits.js';
import {type Edge, type PackageNode, resolveEdge} from './package-tree.js';

interface Question {
  readonly edge: Edge;
  readonly candidate: Candidate;
  /** Whose node_modules it would go into. */
  readonly target: PackageNode;
  /** Whether its peers must have their place there too. */
  readonly withPeers: boolean;
  readonly candidates: Candidates;
  /** How many more of these questions one lock may take. */
  readonly effort: {left: number};
  /** Peers on the way here: they may ask for each other. */
  readonly asking?: ReadonlySet<string>;
}

/**
 * Whether a package can go there without taking from anyone else what they have.
 *
 * @throws CodecraftError `limit-reached` when the effort is used up: each peer asks again for its own peers
 */
export function canPlace(question: Question): boolean {
  question.effort.left -= 1;
  if (question.effort.left < 0) throw tooEntangled();
  return suitsOthers(question) && (!question.withPeers || peersHavePlace(question));
}

function suitsOthers({edge, candidate: {manifest}, target, candidates}: Question): boolean {
  const suits = (other: Edge) => other === edge || fits(other, asPlaced(manifest), candidates);
  const own = target.edge(edge.name);
  if (own && target !== edge.from && !suits(own)) return false;

  const existing = target.children.get(edge.name);
  if (existing?.isProvided) return false;
  // The one who needs it may put it into its own folder in any case.
  if (!existing && target === edge.from) return true;
  const inTheWay = existing ?? target.parent?.lookUp(edge.name);
  if (!inTheWay) return true;
  return [...projectOf(target).edgesOn(edge.name)]
    .filter((other) => resolveEdge(other) === inTheWay && fits(other, inTheWay, candidates))
    .filter((other) => existing || looksInto(other, target))
    .every(suits);
}

function peersHavePlace({
  edge,
  candidate,
  target,
  candidates,
  effort,
  asking = new Set(),
}: Question): boolean {
  return [...candidate.manifest.peerDependencies].every(([name, text]) => {
    if (asking.has(name)) return true;
    const own = edge.from.edge(name);
    const wanted = own ?? {name, text};
    const visible = target.lookUp(name);
    if (visible && [wanted, {name, text}].every((asked) => fits(asked, visible, candidates))) return true;
    if (visible?.isProvided) return true;
    const peer = candidates.find(name, wanted.text);
    // Cannot be had, or not by both: no place is better than another.
    if (!peer || peer instanceof CodecraftError) return true;
    if (!fits({name, text}, asPlaced(peer.manifest), candidates)) return true;
    return canPlace({
      edge: own ?? {from: edge.from, name, text, isPeer: true},
      candidate: peer,
      target,
      withPeers: true,
      candidates,
      effort,
      asking: new Set([...asking, edge.name, name]),
    });
  });
}

const asPlaced = (manifest: Candidate['manifest']) => ({version: manifest.version, manifest});

const looksInto = ({from, isPeer}: Edge, target: PackageNode) =>
  from.isWithin(target) && !(isPeer && from === target);

const projectOf = (node: PackageNode): PackageNode => (node.parent ? projectOf(node.parent) : node);

const tooEntangled = () =>
  new CodecraftError(
    'limit-reached',
    'These dependencies ask for each other in too many different versions. Remove some from package.json.',
  );
