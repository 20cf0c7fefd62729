/**
 * For a deployment that has none. It belongs to the user from then on: no marker, never written again.
 * `smart` gathers facts once per host, not once per play.
 */
export const ansibleCfg = `[defaults]
roles_path = roles
gathering = smart
inject_facts_as_vars = False
interpreter_python = auto_silent
stdout_callback = ansible.builtin.default
callback_result_format = yaml
retry_files_enabled = False

[ssh_connection]
pipelining = True
ssh_args = -o ControlMaster=auto -o ControlPersist=600s
`;
