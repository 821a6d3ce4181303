use super::*;
use proptest::prelude::*;

/// Whether somebody called `name`, with this telephone, is found by what was typed.
fn finds(name: &str, telephone: &str, typed: &str) -> bool {
    let keys: Vec<String> = keys_of_name(name).into_iter().chain([key_of_telephone(telephone)]).collect();
    let has = |sought: &Sought| match sought {
        Sought::Begins(start) => keys.iter().any(|key| key.starts_with(start)),
        Sought::Is(whole) => keys.contains(whole),
    };
    let asked = sought(typed);
    !asked.is_empty() && asked.iter().all(|any| any.iter().any(has))
}

#[test]
fn a_name_is_found_in_any_spelling_and_order() {
    for (name, typed) in [
        ("محمد العلوي", "محمد"),
        ("محمد العلوي", "العلوي محمد"),
        ("مُحَمَّد", "ﻣﺤﻤﺪ"),
        ("فاطمة الزهراء", "فاطمه الزهرا"),
        ("أحمد", "احمد"),
        ("کریم", "كريم"),
        ("إسماعيل", "اسماعيل"),
        ("Élodie Martin", "martin elo"),
        ("محمد", "Mohamed"),
        ("Mohammed", "محمد"),
        ("خديجة", "Khadija"),
        ("Khadija", "خديجة"),
        ("يوسف", "Youssef"),
        ("عائشة", "Aicha"),
        ("Aïcha", "عائشة"),
        ("حسن", "Hassan"),
        ("سعيد", "Said"),
        ("عبد الله", "Abdellah"),
        ("عبدالله", "عبد الله"),
        ("عبد القادر", "Abdelkader"),
        ("نعيمة", "naima"),
        ("رشيد", "Rachid"),
        ("لطيفة", "Latifa"),
        ("بن جلون", "Benjelloun"),
        ("بن علي", "Ben Ali"),
        ("غيثة", "Ghita"),
        ("شيماء", "Chaimae"),
        ("مصطفى", "Mostafa"),
        ("وفاء", "Ouafa"),
        ("ياسين", "yass"),
        ("لطيفة", "Latifah"),
        ("صباح", "Sabah"),
        ("نجاة", "Najat"),
        ("Najate", "نجاة"),
        ("Sabah", "صباح"),
        ("عبد الله", "abdallah"),
        ("محمد العلوي", "علوي"),
        ("الفاسي", "fassi"),
        ("Fassi", "الفاسي"),
    ] {
        assert!(finds(name, "+212600000000", typed), "{name} by {typed}: {:?} {:?}", keys_of_name(name), sought(typed));
    }
}

#[test]
fn others_are_not_found() {
    for (name, typed) in
        [("محمد", "أحمد"), ("خديجة", "Hassan"), ("سعاد", "سعيدة بنت"), ("أمينة", "Karim"), ("علي", "على الحسن")]
    {
        assert!(!finds(name, "+212600000000", typed), "{name} by {typed}");
    }
    assert!(sought("   ").is_empty());
    assert!(sought("!?").iter().all(|any| any.len() == 1));
}

#[test]
fn a_telephone_is_found_in_any_form() {
    for typed in ["0612345678", "06 12 34", "+212 612-34", "00212612345678", "٠٦١٢", "612", "(06) 12.34.56.78"] {
        assert!(finds("x", "+212612345678", typed), "{typed}");
    }
    assert!(finds("x", "+33612345678", "+33 6 12"));
    assert!(!finds("x", "+212612345678", "0613"));
}

#[test]
fn an_address_is_found_by_its_beginning() {
    assert_eq!(sought(" Amina.B@Ex "), [[Sought::Begins("wamina.b@ex".to_owned())]]);
    assert!(key_of_email("amina.b@example.com").starts_with("wamina.b@ex"));
}

proptest! {
    #[test]
    fn whoever_is_typed_whole_is_found(name in "[a-zA-Zéèàçœ أبتثجحخدذرزسشصضطظعغفقكلمنهويىةؤئإآء'-]{1,30}") {
        prop_assume!(!sought(&name).is_empty());
        prop_assert!(finds(&name, "+212600000000", &name), "{:?} {:?}", keys_of_name(&name), sought(&name));
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,80}") {
        let _ = (keys_of_name(&text), sought(&text));
    }
}
