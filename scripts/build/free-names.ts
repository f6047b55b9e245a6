import { parse, type Node } from 'acorn';
import { full } from 'acorn-walk';

/** A name in a bundle and where it stands, in characters from its beginning. */
export interface NameUse {
  name: string;
  offset: number;
}

export interface NamesOfBundle {
  /** Identifiers that the bundle uses and does not declare. */
  free: NameUse[];
  /** Names of members, as in `VoxEngine.enqueueTask` and `const { enqueueTask } = VoxEngine`. */
  members: NameUse[];
}

/**
 * Reads a minified bundle. esbuild never gives a declared thing the name of an
 * undeclared one, so a name is either declared everywhere or free everywhere,
 * and no scopes need to be followed.
 */
export function namesOfBundle(code: string): NamesOfBundle {
  const tree = parse(code, { ecmaVersion: 2020, sourceType: 'script' });
  const used: NameUse[] = [];
  const members: NameUse[] = [];
  const declared = new Set<string>();
  full(tree, (visited) => {
    const node: AnyNode = visited as Node;
    collectDeclared(node, declared);
    collectMembers(node, members);
    if (node.type === 'Identifier') used.push(useOf(node));
  });
  return { free: used.filter(({ name }) => !declared.has(name)), members };
}

/** acorn's nodes, as far as they are read here. */
interface AnyNode extends Node {
  name?: string;
  id?: AnyNode | null;
  params?: AnyNode[];
  param?: AnyNode | null;
  label?: AnyNode | null;
  left?: AnyNode;
  argument?: AnyNode | null;
  elements?: (AnyNode | null)[];
  properties?: AnyNode[];
  property?: AnyNode;
  key?: AnyNode;
  value?: AnyNode | string | null;
  computed?: boolean;
}

function collectDeclared(node: AnyNode, declared: Set<string>): void {
  switch (node.type) {
    case 'VariableDeclarator':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'ArrowFunctionExpression':
      for (const pattern of [node.id, ...(node.params ?? [])]) declarePattern(pattern, declared);
      break;
    case 'CatchClause':
      declarePattern(node.param, declared);
      break;
    default:
  }
}

function declarePattern(pattern: AnyNode | null | undefined, declared: Set<string>): void {
  switch (pattern?.type) {
    case 'Identifier':
      declared.add(pattern.name ?? '');
      break;
    case 'AssignmentPattern':
      declarePattern(pattern.left, declared);
      break;
    case 'RestElement':
      declarePattern(pattern.argument, declared);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements ?? []) declarePattern(element, declared);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties ?? []) declarePattern(patternOf(property), declared);
      break;
    default:
  }
}

function patternOf(property: AnyNode): AnyNode {
  return property.type === 'Property' && isNode(property.value) ? property.value : property;
}

function collectMembers(node: AnyNode, members: NameUse[]): void {
  if (node.type === 'MemberExpression') collectKey(node.property, { members, computed: node.computed === true });
  if (node.type !== 'ObjectPattern') return;
  for (const property of node.properties ?? []) collectKey(property.key, { members, computed: property.computed === true });
}

function collectKey(key: AnyNode | undefined, { members, computed }: { members: NameUse[]; computed: boolean }): void {
  if (key?.type === 'Identifier' && !computed) members.push(useOf(key));
  if (key?.type === 'Literal' && typeof key.value === 'string') members.push({ ...useOf(key), name: key.value });
}

function useOf(node: AnyNode): NameUse {
  return { name: node.name ?? '', offset: node.start };
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}
