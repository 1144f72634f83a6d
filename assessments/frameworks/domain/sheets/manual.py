"""What the workbook says of itself to its author, in French and in English."""

WRONG_WORD = {
    "error_title": "Mot inattendu / Unexpected word",
    "error_message": "Choisissez un mot de la liste. / Choose a word of the list.",
}

LINES = (
    (
        "Une ligne par élément, dans l’ordre du questionnaire. La colonne « Ligne » dit ce que c’est : thème, "
        "question, puis sous la question ses choix, tranches, éléments, colonnes, variantes.",
        "One row for each element, in the order of the questionnaire. The column “Row” says what it is: theme, "
        "question, then below the question its choices, bands, items, columns, variants.",
    ),
    (
        "Une question appartient au dernier thème écrit au-dessus d’elle. Un thème placé dans un autre donne le code "
        "de celui-ci dans « Dans le thème ».",
        "A question belongs to the last theme above it. A theme inside another gives its code in “In theme”.",
    ),
    (
        "Le code est un nom court, unique, qui ne change jamais d’une version à l’autre : c’est lui qui relie les "
        "anciennes réponses. Changez l’intitulé, pas le code.",
        "The code is a short name, unique, that never changes from one version to the next: it ties former answers. "
        "Change the title, not the code.",
    ),
    (
        "Une colonne par langue, par exemple « Intitulé / Title [fr] ». Un texte donné dans une langue est donné dans "
        "toutes celles de la feuille « Réglages ».",
        "One column for each language, for instance “Intitulé / Title [fr]”. A text given in one language is given in "
        "all those of the sheet “Réglages”.",
    ),
    (
        "Vous pouvez déplacer les colonnes, laisser des lignes vides, trier avec prudence : l’ordre des lignes compte. "
        "Une cellule vide prend la valeur habituelle.",
        "You may move columns, leave rows empty, and sort with care: the order of rows counts. An empty cell takes the "
        "usual value.",
    ),
    (
        "Vos propres notes : une colonne dont le titre commence par #, ou une autre feuille. Elles ne sont pas lues.",
        "Your own notes: a column whose title starts with #, or another sheet. They are not read.",
    ),
    (
        "Ne fusionnez pas de cellules et n’écrivez pas de formule de tableur : collez sa valeur.",
        "Do not merge cells, and write no spreadsheet formula: paste its value.",
    ),
    (
        "Pour qui : « kinds: company, association; sizes: 1-9, 10-19; no_trait: works ». Mots possibles : kinds "
        "(company, association, public_body), sizes, sections, traits, any_trait, no_trait. Vide : tout le monde.",
        "For whom: “kinds: company, association; sizes: 1-9, 10-19; no_trait: works”. Possible words: kinds (company, "
        "association, public_body), sizes, sections, traits, any_trait, no_trait. Empty: everyone.",
    ),
    (
        "Visible si : « EN1 = s2, s3 », « EN4 >= 10 », « EN4 » (une réponse a été donnée), "
        "« profil (kinds: company) », liés par et, ou, non (…), avec des parenthèses.",
        "Visible if: “EN1 = s2, s3”, “EN4 >= 10”, “EN4” (something was answered), “profile (kinds: company)”, joined "
        "by and, or, not (…), with parentheses.",
    ),
    (
        "Formule (type calcul) : « sum([EN3.used]) / [EN4] ». Entre crochets, le code d’une question, puis celui d’une "
        "colonne de tableau.",
        "Formula (type computed): “sum([EN3.used]) / [EN4]”. Between brackets, the code of a question, then that of a "
        "column of a table.",
    ),
    (
        "Limites (pour les territoires qui prolongent ce référentiel) : « hide: oui; reword: oui; questions: oui; "
        "choices: non; weight: 0.5 .. 2 ».",
        "Limits (for territories that extend this framework): “hide: yes; reword: yes; questions: yes; choices: no; "
        "weight: 0.5 .. 2”.",
    ),
)
