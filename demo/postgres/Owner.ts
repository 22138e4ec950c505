/** Whom Postgres runs as when we are root, which it refuses to run as. */
export interface Owner {
  uid: number
  gid: number
}
