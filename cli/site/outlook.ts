/** What a look at a site has brought, whatever its topology. */
export interface Outlook {
  readonly healthy: boolean;
  readonly screen: () => string;
  readonly json: () => unknown;
}
