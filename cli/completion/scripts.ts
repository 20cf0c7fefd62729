/** Shells that completion is written for. */
export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/**
 * What each shell is told: ask needle itself, with the words up to the cursor. Folders end in a slash and take no blank
 * after them. Where needle has nothing to say, such as after `--`, files are offered.
 */
export const scripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for needle. In ~/.bashrc: source <(needle completion bash)
_needle() {
  local program=\${1/#\\~/$HOME}
  mapfile -t COMPREPLY < <("$program" completion bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == */ ]]; then compopt -o nospace; fi
}
complete -o default -F _needle needle
`,
  zsh: `#compdef needle
# zsh completion for needle. In ~/.zshrc, after compinit: source <(needle completion zsh)
_needle() {
  local line value
  local -a names folders
  for line in "\${(@f)$("\${(Q)words[1]}" completion zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    value=\${line%%$'\\t'*}
    if [[ -z $value ]]; then continue; fi
    if [[ $value == */ ]]; then folders+=("$value"); else names+=("\${value//:/\\\\:}:\${line#*$'\\t'}"); fi
  done
  if (( \${#names} )); then _describe -t needle needle names; fi
  if (( \${#folders} )); then compadd -S '' -- "\${folders[@]}"; fi
  if (( \${#names} + \${#folders} == 0 )); then _files; fi
}
if [[ \${funcstack[1]} == _needle ]]; then _needle "$@"; else compdef _needle needle; fi
`,
  fish: `# fish completion for needle. In ~/.config/fish/config.fish: needle completion fish | source
function __needle_complete
  set -l words (commandline -opc) (commandline -ct)
  $words[1] completion fish -- $words[2..-1] 2>/dev/null
end
function __needle_hands_on
  contains -- -- (commandline -opc)
end
complete -c needle -n 'not __needle_hands_on' -f -a '(__needle_complete)'
complete -c needle -n __needle_hands_on -F
`,
};
