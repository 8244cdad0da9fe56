// The rules of an ACL that Redis would end over: the schema refuses them first.
import { describe, expect, it } from 'vitest';
import { Users } from '../../../schemas/redis-sentinel/access.ts';

const accepts = (...permissions: readonly string[]): boolean =>
  Users.safeParse([{ name: 'reports', permissions, existingSecret: 'reports' }]).success;

describe('permissions of a user', () => {
  it.each([
    [['allkeys', '~reports:*']],
    [['~*', '%R~reports:*']],
    [['+get', '%RW~*', 'allkeys']],
    [['&*', '+get', '&news.*']],
    [['allchannels', '&news.*']],
  ])('%j allow everything and a part of it', (permissions) => {
    expect(accepts(...permissions)).toBe(false);
  });

  it.each([[['allkeys', '~*', '&news.*']], [['~reports:*', '%R~other:*', 'allchannels']], [['%RW~*', '~a']]])(
    '%j are sound',
    (permissions) => {
      expect(accepts(...permissions)).toBe(true);
    },
  );
});
