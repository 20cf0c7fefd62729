/** Sums of the k3s binary for amd64, from each release's sha256sum-amd64.txt. Releases that are not here need `sha256` in the spec. */
export const k3sReleases: Readonly<Record<string, string>> = {
  "v1.34.1+k3s1": "ec8958fe1363a32d50e028b5e3411c04b0dbd0316fab33524e8094352b78f6a3",
  "v1.34.2+k3s1": "15811d34187e03fe29d0e46108c42cc33e62cec1b3d9d80f50944536ebcad40a",
  "v1.34.3+k3s1": "f95350e3997165974d1d1406f01aabaf869aed7ca790cc2d83a92a82f26a06c5",
};
