// The linter of the page's modules (export/page/*.js).
const browser = [
  "document", "window", "location", "history", "navigator", "performance", "console", "matchMedia", "addEventListener", "requestAnimationFrame", "setTimeout", "clearTimeout",
  "Blob", "Response", "DecompressionStream", "URL", "URLSearchParams", "XMLSerializer", "Image", "atob", "vis",
];

export default [{
  files: ["**/*.js"],
  languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: Object.fromEntries(browser.map((name) => [name, "readonly"])) },
  linterOptions: { reportUnusedDisableDirectives: "error" },
  rules: {
    "no-undef": "error", "no-unused-vars": "error", "no-redeclare": "error", "no-shadow": "error", "prefer-const": "error", "no-var": "error", eqeqeq: "error",
    "no-implied-eval": "error", "no-eval": "error", "no-new-func": "error", "no-unreachable": "error", "no-dupe-keys": "error", "no-fallthrough": "error",
    "no-self-compare": "error", "no-use-before-define": ["error", { functions: false, classes: false, variables: false }], "no-empty": "error", "no-extra-boolean-cast": "error",
    "max-lines": ["error", 400], "max-lines-per-function": ["error", 45], complexity: ["error", 16], semi: "error", "no-control-regex": "off",
  },
}];
