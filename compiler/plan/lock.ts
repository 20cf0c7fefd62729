/** The endpoint as it was chosen when the deployment was last generated. */
export interface Chosen {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

export const lockPath = (name: string): string => `playbooks/${name}/endpoint.lock`;
