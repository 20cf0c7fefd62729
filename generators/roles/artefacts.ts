/** NEEDLE_ARTIFACTS of the shell that runs Ansible wins; a folder in the spec is relative to the inventory. */
export function artefactsExpression(directory: string | undefined): string {
  const environment = "lookup('ansible.builtin.env', 'NEEDLE_ARTIFACTS')";
  return directory === undefined
    ? `{{ ${environment} }}`
    : `{{ ${environment} or (inventory_dir ~ '/${directory}') }}`;
}
