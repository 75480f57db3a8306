/** A component that is drawn again only when one of its properties changed: the message list rests on it. */
import { Component, h, type ComponentType, type FunctionComponent, type VNode } from "preact";

export function still<P extends object>(draw: FunctionComponent<P>): ComponentType<P> {
  return class Still extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const [before, after] = [this.props as Record<string, unknown>, next as Record<string, unknown>];
      return Object.keys({ ...before, ...after }).some((key) => before[key] !== after[key]);
    }
    override render(): VNode<P> {
      return h(draw, this.props as P);
    }
  };
}
