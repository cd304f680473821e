// The addresses that the tests of the pages visit. To add one, write it under its page; to add a page, give it its name and an
// address. The first address of a page is its example: it is visited in every language of the interface, and in more ways than the others.
//
//   status  what the page answers, 200 if not told

export const languages = ['en', 'fr', 'es', 'ar'];

const withdrawn = 'a-withdrawn-account';
const rich = 'all-that-authors-write';

export const pages = [
  { page: 'home', at: ['/'] },
  {
    page: 'search',
    at: [
      '/search?q=performance+measurement',
      '/search',
      '/search?q=risk+management&country=BO',
      '/search?q=risk+management&country=BO&country=PE&theme=risk-management&kind=conclusion&from=2010&to=2024',
      '/search?group=passage&kind=conclusion',
      '/search?group=passage&q=performance+measurement&explain=1',
      '/search?q=customs&page=2',
      '/search?q=aeo&sort=-date&explain=1',
      '/search?country.not=BO&theme.all=aeo&programme=_none',
      '/search?q=perfomance+mesurement',
      '/search?q=zzqqy&country=BO',
      '/search?q=TFA+7.4',
      '/search?q=%D8%A5%D8%AF%D8%A7%D8%B1%D8%A9+%D8%A7%D9%84%D9%85%D8%AE%D8%A7%D8%B7%D8%B1',
      '/search?q=%D1%83%D0%BF%D1%80%D0%B0%D0%B2%D0%BB%D0%B5%D0%BD%D0%B8%D0%B5+%D1%80%D0%B8%D1%81%D0%BA%D0%B0%D0%BC%D0%B8',
      '/search?q=%E9%A3%8E%E9%99%A9%E7%AE%A1%E7%90%86',
      `/search?in=${rich}&group=passage`,
      '/search?country=ZZ',
      '/search?contry=BO',
      '/search?from=soon&to=2022',
      '/search?page=900',
      `/search?q=${'verylong'.repeat(70)}`,
    ],
  },
  {
    page: 'document',
    at: [
      `/documents/${rich}`,
      '/documents/bo-2022-risk-management',
      '/documents/gtfp-2022-strategic-planning-virtual',
      '/documents/qa-2023-stce',
      '/documents/tj-customs-business-dushanbe',
    ],
  },
  { page: 'countries', at: ['/countries'] },
  { page: 'country', at: ['/countries/BO', '/countries/AD', '/countries/UZ'] },
  { page: 'themes', at: ['/themes'] },
  { page: 'theme', at: ['/themes/risk-management', '/themes/aeo', '/themes/digital-customs', '/themes/passenger-controls'] },
  { page: 'programmes', at: ['/programmes'] },
  { page: 'programme', at: ['/programmes/gtfp-1', '/programmes/tfaf'] },
  { page: 'region', at: ['/regions/AMS', '/regions/MENA'] },
  { page: 'compare', at: ['/compare?country=BO&country=CL&theme=performance-measurement', '/compare', '/compare?country=BO&country=CL'] },
  { page: 'coverage', at: ['/coverage', '/coverage?by=country', '/coverage?by=country&themes=all&region=AMS&group=passage', '/coverage?from=2015&to=2024', '/coverage?from=1960&to=1961'] },
  { page: 'timeline', at: ['/timeline', '/timeline?country=BO&country=CL&year=2020', '/timeline?from=soon'] },
  { page: 'map', at: ['/map', '/map?theme=risk-management'] },
  { page: 'about', at: ['/about'] },
  { page: 'about the API', at: ['/about/api'] },
  { page: 'about privacy', at: ['/about/privacy'] },
  { page: 'about accessibility', at: ['/about/accessibility'] },
  { page: 'not found', status: 404, at: ['/documents/bo-2022-risk-managment', '/nothing-here', '/countries/ZZ', '/themes/nothing'] },
  { page: 'gone', status: 410, at: [`/documents/${withdrawn}`] },
  { page: 'bad request', status: 400, at: ['/%ff'] },
];

/** Every address in the order above, each example in every language after it.
 *  @returns {{address: string, page: string, language: string, status: number, example: boolean}[]} */
export function addresses() {
  return pages.flatMap(({ page, at, status = 200 }) =>
    at.flatMap((address, place) => {
      const example = place === 0;
      const spoken = example ? languages : ['en'];
      return spoken.map((language) => ({
        address: language === 'en' ? address : `/${language}${address}`,
        page, language, status, example,
      }));
    }));
}
