import type {Expression, Identifier, Literal, Node} from 'acorn';

/*
 * The nodes that acorn-jsx adds to acorn's: https://github.com/facebook/jsx/blob/main/AST.md
 */

export interface JsxIdentifier extends Node {
  type: 'JSXIdentifier';
  name: string;
}

export interface JsxNamespacedName extends Node {
  type: 'JSXNamespacedName';
  namespace: JsxIdentifier;
  name: JsxIdentifier;
}

export interface JsxMemberExpression extends Node {
  type: 'JSXMemberExpression';
  object: JsxMemberExpression | JsxIdentifier;
  property: JsxIdentifier;
}

export type JsxName = JsxIdentifier | JsxNamespacedName | JsxMemberExpression;

export interface JsxEmptyExpression extends Node {
  type: 'JSXEmptyExpression';
}

export interface JsxExpressionContainer extends Node {
  type: 'JSXExpressionContainer';
  expression: Expression | JsxEmptyExpression;
}

export interface JsxSpreadChild extends Node {
  type: 'JSXSpreadChild';
  expression: Expression;
}

export interface JsxText extends Node {
  type: 'JSXText';
  value: string;
}

export interface JsxAttribute extends Node {
  type: 'JSXAttribute';
  name: JsxIdentifier | JsxNamespacedName;
  value: Literal | JsxExpressionContainer | JsxElement | JsxFragment | null;
}

export interface JsxSpreadAttribute extends Node {
  type: 'JSXSpreadAttribute';
  argument: Expression;
}

export type JsxChild = JsxText | JsxExpressionContainer | JsxSpreadChild | JsxElement | JsxFragment;

export interface JsxOpeningElement extends Node {
  type: 'JSXOpeningElement';
  name: JsxName;
  attributes: (JsxAttribute | JsxSpreadAttribute)[];
}

export interface JsxElement extends Node {
  type: 'JSXElement';
  openingElement: JsxOpeningElement;
  children: JsxChild[];
}

export interface JsxClosingElement extends Node {
  type: 'JSXClosingElement';
  name: JsxName;
}

export interface JsxOpeningFragment extends Node {
  type: 'JSXOpeningFragment';
}

export interface JsxFragment extends Node {
  type: 'JSXFragment';
  openingFragment: JsxOpeningFragment;
  children: JsxChild[];
}

export type JsxNode =
  | JsxIdentifier
  | JsxNamespacedName
  | JsxMemberExpression
  | JsxEmptyExpression
  | JsxAttribute
  | JsxSpreadAttribute
  | JsxOpeningElement
  | JsxClosingElement
  | JsxOpeningFragment
  | JsxChild;

/** An identifier that may name a variable, in either syntax. */
export type NamedNode = Identifier | JsxIdentifier;
