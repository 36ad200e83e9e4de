/** What may be done with weights under a licence, as far as its name says. */
export interface Licence {
  /** An identifier of the SPDX list (https://spdx.org/licenses), else our LicenseRef. */
  id: string;
  openness?: 'open_source' | 'open_weights' | 'closed';
  commercialUse?: 'permitted' | 'conditional' | 'no';
}

type Openness = Licence['openness'];
type Use = Licence['commercialUse'];

/** Each line: identifier, and the slugs (without "licence", "agreement", "the") under which it is named. */
const lines = (openness: Openness, use: Use, table: string): [string, Licence][] =>
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [id = '', ...slugs] = line.trim().split(/\s+/);
      const licence = { id, ...(openness && { openness }), ...(use && { commercialUse: use }) };
      return [id.replace('LicenseRef-', '').toLowerCase(), ...slugs].map((slug): [string, Licence] => [
        slug,
        licence,
      ]);
    });

const PERMISSIVE = lines(
  'open_source',
  'permitted',
  `Apache-2.0 apache-2 apache2.0 apache-version-2.0 apache-v2.0 apache-v2 apache2 apache apache-2.0-osi www-apache-org-licenses-2.0 apache-org-licenses-2.0
  MIT mit-x11 expat the-mit opensource-org-licenses-mit
  MIT-0
  BSD-2-Clause bsd-2 simplified-bsd bsd-2-clause-simplified
  BSD-3-Clause bsd-3 new-bsd modified-bsd bsd-3-clause-new-or-revised
  BSD-3-Clause-Clear clear-bsd
  ISC
  Unlicense unlicense
  CC0-1.0 cc0 cc-zero
  CC-BY-2.0
  CC-BY-2.5
  CC-BY-3.0
  CC-BY-4.0 cc-by creative-commons-attribution-4.0
  CC-BY-SA-3.0
  CC-BY-SA-4.0 cc-by-sa creative-commons-attribution-share-alike-4.0
  GPL-2.0-only gpl-2.0 gplv2 gpl-2
  GPL-2.0-or-later
  GPL-3.0-only gpl-3.0 gplv3 gpl-3 gnu-gpl-v3 gnu-general-public-v3.0
  GPL-3.0-or-later
  LGPL-2.1-only lgpl-2.1
  LGPL-3.0-only lgpl-3.0 lgplv3
  AGPL-3.0-only agpl-3.0 agplv3 agpl-3 gnu-affero-general-public-v3.0
  AGPL-3.0-or-later
  MPL-2.0 mozilla-public-2.0
  AFL-3.0
  Artistic-2.0
  BSL-1.0 boost-software-1.0
  ECL-2.0
  EPL-1.0
  EPL-2.0
  EUPL-1.1
  EUPL-1.2
  LPPL-1.3c
  MS-PL
  NCSA
  OFL-1.1
  OSL-3.0
  PostgreSQL
  WTFPL
  Zlib
  ODC-By-1.0 odc-by
  ODbL-1.0 odbl
  PDDL-1.0 pddl
  CDLA-Permissive-1.0
  CDLA-Permissive-2.0
  CDLA-Sharing-1.0
  C-UDA-1.0 c-uda
  etalab-2.0
  GFDL-1.3-only gfdl
  LGPLLR lgpl-lr
  LicenseRef-openmdw-1.0 openmdw openmdw-1
  LicenseRef-openmdw-1.1`,
);

const NON_COMMERCIAL = lines(
  'open_weights',
  'no',
  `CC-BY-NC-2.0
  CC-BY-NC-3.0
  CC-BY-NC-4.0 cc-by-nc creative-commons-attribution-non-commercial-4.0
  CC-BY-NC-SA-2.0
  CC-BY-NC-SA-3.0
  CC-BY-NC-SA-4.0 cc-by-nc-sa
  CC-BY-NC-ND-3.0
  CC-BY-NC-ND-4.0 cc-by-nc-nd
  LicenseRef-MRL mistral-research mistral-ai-research mrl-0.1 mistral-ai-research-0.1
  LicenseRef-MNPL mistral-non-production mistral-ai-non-production mnpl-0.1 mistral-ai-non-production-0.1
  LicenseRef-qwen-research qwen-research tongyi-qianwen-research qwen-research-agreement
  LicenseRef-fair-noncommercial-research
  LicenseRef-deepfloyd-if
  LicenseRef-h-research
  LicenseRef-intel-research
  LicenseRef-apple-amlr apple-model-for-research
  LicenseRef-c4ai-cc-by-nc-4.0 cohere-cc-by-nc
  LicenseRef-nvidia-non-commercial nvidia-oneway-noncommercial`,
);

const CONDITIONAL = lines(
  'open_weights',
  'conditional',
  `LicenseRef-modified-mit
  LicenseRef-llama-2-community llama2 llama-2 llama-2-community meta-llama-2-community
  LicenseRef-llama-3-community llama3 llama-3 meta-llama-3-community
  LicenseRef-llama-3.1-community llama3.1 llama-3.1 meta-llama-3.1-community llama-3-1-community
  LicenseRef-llama-3.2-community llama3.2 llama-3.2 meta-llama-3.2-community
  LicenseRef-llama-3.3-community llama3.3 llama-3.3 meta-llama-3.3-community
  LicenseRef-llama-4-community llama4 llama-4 meta-llama-4-community
  LicenseRef-gemma gemma-terms-of-use gemma-terms ai-google-dev-gemma
  LicenseRef-tongyi-qianwen qianwen tongyi
  LicenseRef-qwen
  LicenseRef-deepseek deepseek-model
  LicenseRef-grok-2-community grok2-community
  LicenseRef-nvidia-open-model nvidia-open-model-agreement
  LicenseRef-openrail openrail-family
  LicenseRef-bigscience-openrail-m
  LicenseRef-creativeml-openrail-m
  LicenseRef-bigscience-bloom-rail-1.0 bigscience-bloom-rail
  LicenseRef-bigcode-openrail-m
  LicenseRef-openrail++ openrail-plus-plus openrail-plus-plus-m open-rail-plus-plus-m
  LicenseRef-health-ai-developer-foundations
  LicenseRef-stabilityai-ai-community stability-ai-community stability-community
  LicenseRef-jamba-open-model
  LicenseRef-falcon-llm tii-falcon tii-falcon-llm falcon-2`,
);

const CLOSED = lines(
  'closed',
  undefined,
  'LicenseRef-proprietary commercial premier-model premier-models premier closed closed-source',
);

/** Slug of a licence's name -> the licence and what its name says of its use. */
export const LICENCES: ReadonlyMap<string, Licence> = new Map([
  ...PERMISSIVE,
  ...NON_COMMERCIAL,
  ...CONDITIONAL,
  ...CLOSED,
]);

/** Words that name no licence, only a class: how open the weights are. */
export const CLASSES: ReadonlyMap<string, Openness | undefined> = new Map<string, Openness | undefined>([
  ['open-model', 'open_weights'],
  ['open-models', 'open_weights'],
  ['open-weights', 'open_weights'],
  ['open-weight', 'open_weights'],
  ['open', 'open_weights'],
  ['open-source', 'open_source'],
  ['opensource', 'open_source'],
  ['other', undefined],
  ['custom', undefined],
]);
