/** Sum of `changed=` over the hosts in the recap that ends Ansible's output. */
export const changedIn = (output: string): number =>
  [...output.matchAll(/changed=(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
