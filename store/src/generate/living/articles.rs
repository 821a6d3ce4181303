//! Two articles: one in two languages, and news in Arabic alone.

use domain::{content::article_page, language::Language, theme::Theme};
use jiff::{Timestamp, ToSpan};

use crate::{
    Actor, Centre, Error, Result, Store,
    content::{pages::PageWords, showings::Period, writing::NewRevision},
    editing::editions::Edit,
};

const CHILDREN_AR: [&str; 3] = [
    "كيف نكلم أبناءنا عن الخلاف؟",
    "يحس الأبناء بالخلاف قبل أن نحدثهم عنه. كلمات بسيطة تطمئنهم.",
    "## ما يطمئن\n\n- أن يسمعوا أن الخلاف بين الكبار، وأنه ليس ذنبهم.\n- أن يبقى لهم حق محبة الأب والأم معاً.\n- أن تبقى \
     أوقات النوم والمدرسة والأكل كما هي.\n\n## ما يؤلم\n\n- أن ينقلوا الكلام بين الوالدين.\n- أن يُسألوا مع من يريدون \
     العيش.\n\n## متى تطلبون المساعدة؟\n\nإذا تغير نوم الطفل أو أكله أو دراسته لأسابيع، [تحدثوا مع مختص](/ar/support).",
];
const CHILDREN_FR: [&str; 3] = [
    "Parler du conflit à nos enfants",
    "Les enfants sentent le conflit avant qu’on leur en parle. Quelques mots simples les rassurent.",
    "## Ce qui rassure\n\n- Entendre que le conflit est entre adultes, et que ce n’est pas leur faute.\n- Garder le droit \
     d’aimer leur père et leur mère.\n- Garder les heures du coucher, de l’école et des repas.\n\n## Ce qui fait mal\n\n- \
     Porter les messages d’un parent à l’autre.\n- Devoir dire avec qui ils veulent vivre.\n\n## Quand demander de \
     l’aide ?\n\nSi le sommeil, l’appétit ou l’école changent pendant des semaines, [parlez-en à un \
     spécialiste](/fr/support).",
];
const NEWS_AR: [&str; 3] = [
    "ورشة الآباء والأمهات تبدأ من جديد",
    "ساعة ونصف كل أسبوع، في مجموعة صغيرة، للحديث عن الحياة مع الأبناء.",
    "## لمن الورشة؟\n\nلكل أب أو أم، وحده أو مع الطرف الآخر.\n\n## كيف تسجلون؟\n\n[احجزوا مكاناً](/ar/book) كما تحجزون \
     موعداً.",
];

impl Store {
    pub(super) async fn add_articles(&self, centre: &Centre, by: i64, now: Timestamp) -> Result<()> {
        let children = [(Language::Ar, CHILDREN_AR), (Language::Fr, CHILDREN_FR)];
        let news = [(Language::Ar, NEWS_AR)];
        let all = [
            ("enfants-et-conflit", Theme::Children, 9, &children[..]),
            ("atelier-des-parents", Theme::Centre, 2, &news[..]),
        ];
        for (slug, theme, days, words) in all {
            let page = article_page(slug);
            let at = now.checked_sub((days * 24).hours()).map_err(|_| Error::Corrupt("demo"))?;
            match self.add_article(centre, &page, theme, by, at).await {
                Ok(()) => {}
                // It is there from another day.
                Err(Error::SlugTaken) => continue,
                Err(error) => return Err(error),
            }
            let mut original = None;
            for (language, [title, lead, text]) in words {
                let words = PageWords { title: (*title).into(), lead: (*lead).into(), text: (*text).into() };
                let new = NewRevision { seen: original, ..NewRevision::of(&page, *language, words) };
                let show = Some(Period { from: at, until: None });
                let id = self.write_page(centre, &new, show, (by, Edit::from(Actor::Staff(by))), at).await?;
                original = original.or(Some(id));
            }
        }
        Ok(())
    }
}
