// The reference of an image: by its digest as soon as one is known. Must not know which images there are.
import { type Expr, fallback, isPresent, t, when } from '../engine/index.ts';

interface Image {
  readonly registry: Expr<string>;
  readonly repository: Expr<string>;
  readonly tag: Expr<string>;
  readonly digest: Expr<string>;
}

/** @param registry where images come from that name no registry of their own. */
export const imageReference = (image: Image, registry: Expr<string>): Expr<string> =>
  t`${fallback(image.registry, registry)}/${image.repository}:${image.tag}${when(isPresent(image.digest), t`@${image.digest}`)}`;
