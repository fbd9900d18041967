//! Invented guests with names as they are met in one city: of many languages and scripts, a few
//! names very common and most rare, the families' names partly composed so that there are very
//! many of them, and close to each other.

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).unwrap()
    }

    pub(crate) fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// The first ones far more often than the last ones.
    fn favour<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let unit = (self.roll() >> 11) as f64 / (1_u64 << 53) as f64;
        let at = ((of.len() + 1) as f64).powf(unit) - 1.0;
        &of[(at as usize).min(of.len() - 1)]
    }
}

pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) company: String,
    pub(crate) email: String,
    culture: usize,
}

struct Culture {
    weight: usize,
    first: Vec<&'static str>,
    last: Vec<&'static str>,
    /// What rarer family names are made of.
    parts: [Vec<&'static str>; 3],
    family_first: bool,
    space: bool,
}

pub(crate) struct Names {
    cultures: Vec<Culture>,
    companies: Vec<String>,
    letters: Vec<Vec<char>>,
}

impl Names {
    pub(crate) fn new() -> Self {
        let cultures: Vec<_> = CULTURES.iter().map(Culture::of).collect();
        let mut dice = Dice(77);
        let mut companies = Vec::new();
        for _ in 0..4_000 {
            let root = |dice: &mut Dice| {
                format!(
                    "{}{}",
                    dice.pick(&split(COMPANY_ROOTS)),
                    dice.pick(&split(COMPANY_ENDS))
                )
            };
            companies.push(match dice.below(4) {
                0 => capital(&root(&mut dice)),
                1 => format!(
                    "{} {}",
                    capital(&root(&mut dice)),
                    dice.pick(&split(COMPANY_KINDS))
                ),
                2 => {
                    let culture = dice.pick(&cultures[..6]);
                    let [one, other] = [dice.pick(&culture.last), dice.pick(&culture.last)];
                    format!("{} & {}", capital(one), capital(other))
                }
                _ => format!(
                    "{} {} {}",
                    capital(&root(&mut dice)),
                    dice.pick(&split(COMPANY_FIELDS)),
                    dice.pick(&split(COMPANY_KINDS))
                ),
            });
        }
        let letters = cultures.iter().map(|culture| {
            let all = culture.first.iter().chain(&culture.last);
            all.flat_map(|name| name.chars())
                .filter(|letter| letter.is_alphabetic())
                .collect()
        });
        Self {
            letters: letters.collect(),
            cultures,
            companies,
        }
    }

    pub(crate) fn person(&self, dice: &mut Dice) -> Person {
        let all: usize = self.cultures.iter().map(|culture| culture.weight).sum();
        let mut at = dice.below(all);
        let mut number = 0;
        while at >= self.cultures[number].weight {
            at -= self.cultures[number].weight;
            number += 1;
        }
        let culture = &self.cultures[number];
        let mut first = capital(dice.favour(&culture.first));
        if culture.space && dice.one_in(12) {
            let between = if dice.one_in(3) { '-' } else { ' ' };
            let second = capital(dice.favour(&culture.first));
            if second != first {
                first = format!("{first}{between}{second}");
            }
        }
        let mut last = self.last(culture, dice);
        if number == 2 || number == 3 {
            if dice.one_in(3) {
                last = format!("{last} {}", self.last(culture, dice));
            } else if dice.one_in(12) {
                last = format!("{} {last}", dice.pick(&["de", "da", "de la", "dos"]));
            }
        } else if number == 1 && dice.one_in(25) {
            last = format!(
                "{} {last}",
                dice.pick(&["von", "van", "van der", "van den"])
            );
        } else if number == 0 && dice.one_in(30) {
            last = format!("{last}-{}", self.last(culture, dice));
        }
        let space = if culture.space { " " } else { "" };
        let name = if culture.family_first {
            format!("{last}{space}{first}")
        } else {
            format!("{first}{space}{last}")
        };
        let company = if dice.one_in(6) {
            String::new()
        } else {
            dice.favour(&self.companies).clone()
        };
        let email = self.email(dice, &first, &last, &company);
        Person {
            name,
            company,
            email,
            culture: number,
        }
    }

    /// The name with one slip: a letter too many, missing, wrong, or two swapped, anywhere in it.
    pub(crate) fn with_slip(&self, person: &Person, dice: &mut Dice) -> String {
        let name: Vec<char> = person.name.to_lowercase().chars().collect();
        let letter = *dice.pick(&self.letters[person.culture]);
        loop {
            let mut typed = name.clone();
            let at = dice.below(name.len());
            match dice.below(4) {
                0 => typed.insert(at, letter),
                1 => {
                    typed.remove(at);
                }
                2 => typed[at] = letter,
                _ if at + 1 < name.len() => typed.swap(at, at + 1),
                _ => {}
            }
            if typed != name {
                return typed.into_iter().collect();
            }
        }
    }

    fn last(&self, culture: &Culture, dice: &mut Dice) -> String {
        let [start, middle, end] = &culture.parts;
        if start.is_empty() || dice.below(5) < 2 {
            return capital(dice.favour(&culture.last));
        }
        let middle = if middle.is_empty() || dice.one_in(3) {
            &""
        } else {
            dice.pick(middle)
        };
        capital(&format!("{}{middle}{}", dice.pick(start), dice.pick(end)))
    }

    fn email(&self, dice: &mut Dice, first: &str, last: &str, company: &str) -> String {
        let latin = |text: &str| -> String {
            let ascii = any_ascii::any_ascii(text).to_lowercase();
            ascii.chars().filter(char::is_ascii_alphanumeric).collect()
        };
        let (first, last) = (latin(first), latin(last));
        let local = match dice.below(6) {
            0 | 1 => format!("{first}.{last}"),
            2 => format!("{}{last}", first.get(..1).unwrap_or_default()),
            3 => format!("{first}{}", dice.below(100)),
            4 => format!("{first}_{last}{}", dice.below(1000)),
            _ => first,
        };
        let domain = match dice.below(3) {
            0 if !company.is_empty() => format!("{}.com", latin(company)),
            _ => (*dice.favour(&split(MAIL))).to_owned(),
        };
        format!("{local}@{domain}")
    }
}

/// Whether a name is written in letters, so that there is a letter to get wrong.
pub(crate) fn is_in_letters(name: &str) -> bool {
    !name.chars().any(|letter| u32::from(letter) >= 0x3000)
}

impl Culture {
    fn of(text: &[&'static str; 6]) -> Self {
        let [weight, first, last, start, middle, end] = *text;
        let (weight, order) = weight.split_once(' ').unwrap_or((weight, ""));
        Self {
            weight: weight.parse().unwrap(),
            first: split(first),
            last: split(last),
            parts: [split(start), split(middle), split(end)],
            family_first: order.contains("family"),
            space: !order.contains("together"),
        }
    }
}

fn split(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

fn capital(word: impl AsRef<str>) -> String {
    let mut letters = word.as_ref().chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

const MAIL: &str = "gmail.com outlook.com icloud.com yahoo.com hotmail.com proton.me gmx.net web.de \
    yandex.ru qq.com example.org";
const COMPANY_ROOTS: &str = "nova quant blue hyper cloud data north silver iron bright vector open \
    green river stone delta omni inter meta pay ship stack type graph core edge byte loop wave \
    spark flow grid link port sky sun star terra urban vita zen arc alto axi bolt brick canva";
const COMPANY_ENDS: &str = "ly base works labs ware point mind leaf gate lane craft path nest hub \
    scale line mark field forge bird fox wise soft bank med care fit cast desk";
const COMPANY_KINDS: &str = "GmbH Ltd Inc AG Oy AB SAS Group Systems Labs";
const COMPANY_FIELDS: &str = "Analytics Software Health Energy Logistics Security Media Robotics \
    Insurance Games Travel Finance Mobility Research";

/// Weight and order; first names; family names; beginnings, middles and ends of more of them.
const CULTURES: &[[&str; 6]] = &[
    [
        "30",
        "james mary john patricia michael jennifer david linda william elizabeth richard barbara \
         thomas susan sarah charles karen daniel lisa matthew nancy anthony betty mark sandra \
         paul ashley steven emily andrew kimberly joshua donna kenneth michelle kevin carol brian \
         amanda george melissa edward deborah ronald stephanie timothy rebecca jason laura \
         jeffrey sharon ryan cynthia jacob kathleen gary amy nicholas angela eric shirley \
         jonathan anna stephen brenda larry pamela justin emma scott nicole brandon helen \
         benjamin samantha samuel katherine gregory christine frank debra alexander rachel \
         raymond carolyn patrick janet jack catherine dennis maria jerry heather tyler diane \
         aaron ruth jose julie adam olivia henry joyce nathan virginia zachary victoria douglas \
         kelly peter lauren kyle christina walter joan ethan evelyn jeremy judith niall siobhan \
         aoife ciaran eoin orla padraig saoirse fionn grainne darragh caoimhe declan roisin cormac \
         niamh conor maeve ronan deirdre eugene fergus aisling brendan clodagh dermot eimear gavin \
         hugh ian keith leo liam owen philip rory sean simon stuart tristan alice amelia ava beth \
         bridget charlotte chloe claire daisy eleanor ella ellie erin eva fiona freya georgia grace \
         hannah holly imogen isla jasmine jessica lily lucy megan mia molly naomi phoebe poppy rosie \
         ruby scarlett sophie tara zoe",
        "smith murphy jones kelly williams o'sullivan brown walsh taylor o'brien davies byrne \
         evans ryan thomas o'connor johnson o'neill roberts o'reilly walker doyle wright mccarthy \
         robinson gallagher thompson doherty white kennedy hughes lynch edwards murray green quinn \
         hall moore wood mcloughlin harris carroll lewis connolly martin daly jackson clarke clark \
         wilson turner dunne hill burke cooper farrell ward fitzgerald morris king nolan brennan \
         kavanagh sheridan curran barrington kenny lee scott adams baker allen campbell mitchell \
         carter phillips parker collins bennett cook bailey shaw miller davis rogers price bell \
         young marshall stevens simpson watson gray kelley ellis palmer hunt mason holmes mills \
         knight lloyd butler russell barker fisher jenkins dixon fletcher hunter harvey graham \
         pearson reynolds ford armstrong sullivan webb elliott chapman gibson lawson mackenzie \
         macdonald mcdonald mcgrath mcguinness mckenna o'leary o'donnell o'grady o'shea",
        "ash bar black brad bram bright broad brock burn cald car chad chest clay cliff cob cran crow \
         dal dan dar deer dray dud east eld ever fair farn fen fern gard gil glas gold grand grim had \
         hal ham hand har hart hasel haw hay hazel heath hemp hen hol horn hun ings kel kemp ken kings \
         lang law leach leigh lin lock lud mal mar med mel mil mor nar new nor nut oak old or pem pen \
         pres quar rad ram red ring rock row rus sand sax sel sher ship skel som stan star stock strat \
         sut swan tal tan thorn tor tren twy under wake wal war wat wel west wheat whit wil win wins \
         wor yar",
        "er ing en les al in",
        "ton ley ford well wood man field by ham worth land more bury ridge stone brook ston cott \
         den shaw hurst burn combe croft gate house son",
    ],
    [
        "14",
        "peter michael thomas andreas wolfgang klaus jürgen günter stefan christian uwe werner horst \
         frank dieter manfred gerhard hans bernd thorsten matthias helmut walter heinz martin jörg \
         rolf sabine ursula monika petra elke renate birgit ingrid karin andrea claudia gabriele \
         susanne brigitte heike angelika maria anna christine silke anja nicole katrin stefanie \
         julia katharina lena laura lea hannah sophie marie emilia johanna greta paul jonas felix \
         lukas maximilian leon finn elias ben noah emil anton jakob oskar theo moritz björn sören \
         götz käthe märit jan pieter willem sander bram daan sem lotte sanne femke maaike anouk \
         joost ruben thijs marloes wouter",
        "müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch \
         bauer richter klein wolf schröder neumann schwarz zimmermann braun krüger hofmann hartmann \
         lange schmitt werner schmitz krause meier lehmann schmid schulze maier köhler herrmann könig \
         walter mayer huber kaiser fuchs peters lang scholz möller weiß jung hahn schubert vogel \
         friedrich keller günther frank berger winkler roth beck lorenz baumann franke albrecht \
         schuster simon ludwig böhm winter kraus martin schumacher krämer vogt stein jäger otto \
         sommer groß seidel heinrich brandt haas schreiber graf schulte dietrich ziegler kuhn kühn \
         pohl engel horn busch bergmann thomas voigt sauer arnold wolff pfeiffer jong berg dijk \
         bakker visser boer mulder groot bos vos meijer haan straßer goethe",
        "acker alten bach bahr bein berg bern birk blum bock born brand breit brock burg dahl deich \
         diet dorn eber eck ehren eich eisen ell erd esch feld fink fisch frei frie geb ger gold grab \
         grün haber hag ham has heid hein hell hess hild hirsch hoch holz huf hütt ill kahl kalk kamp \
         karl kern kess kir klee kling knoll kohl kranz kreuz kron küh land laub lehn leit lich lind \
         löw lüb mag mann mar mau mehl mitt moos mühl nach neu nieder nord ober ort ost pfeif rad ram \
         rau reich ried ries ros rot sach salz sand schau schön schwein see seif sieg som spiel stahl \
         stein stol stroh süd tann teich thal toll traut uhl unter vier wald wall wasser weid wein wend \
         wies wild wind wit wolf zell zieg",
        "en er el ers inger",
        "mann er meier bach berg hardt hauser hofer ling müller wald stein feld brecht bauer straat \
         huber ner schmidt winkel kamp horst egger thaler",
    ],
    [
        "10",
        "maría josé antonio carmen manuel ana francisco isabel david laura juan cristina javier marta \
         daniel lucía carlos elena jesús sara alejandro paula miguel raquel pedro pilar pablo silvia \
         ángel teresa sergio rosa fernando patricia luis nuria jorge beatriz alberto rocío álvaro \
         mónica diego andrea adrián alba raúl irene enrique sofía iván inés rubén claudia óscar natalia \
         joão ana rui inês tiago beatriz gonçalo margarida nuno catarina luís mariana rafael camila \
         mateus letícia thiago fernanda gustavo juliana guilherme larissa santiago valentina matías \
         ximena",
        "garcía rodríguez gonzález fernández lópez martínez sánchez pérez gómez martín jiménez \
         hernández ruiz díaz moreno muñoz álvarez romero gutiérrez alonso navarro torres domínguez \
         ramos vázquez ramírez gil serrano morales molina blanco suárez castro ortega delgado ortiz \
         marín rubio núñez medina sanz castillo iglesias cortés garrido santos guerrero lozano cano \
         cruz méndez flores prieto herrera peña león márquez cabrera gallego calvo vidal campos reyes \
         vega fuentes carrasco diez aguilar caballero nieto silva ferreira pereira oliveira costa \
         rodrigues martins sousa fernandes gonçalves gomes lopes marques alves almeida ribeiro pinto \
         carvalho teixeira moreira correia mendes nunes soares vieira monteiro cardoso rocha neves",
        "al alar alb alm amar ar arr avil az bal ban bar beltr ben berm bern bon bra bust cal cam can \
         card carr cas cer col cord corr cub del don ech eli esc esp est fal fer fig flor font gal gar \
         gran guar her hin hor izqu jar lag lar lav lin llor mad mal man mar mat mel mir mol mon mont \
         mor nav nog ob oj ol or orti pac pal par pas per pin pol pon por quin ram ray reb rin riv rob \
         roj ros sal san sar seg ser sol sor tab tam tor tru urr val var vel ver vil zam zap zor",
        "an ar er ov ill end ad al",
        "ez eda ero a o ano illa osa aga eira inho ales era ado ón ín al uela ete ante",
    ],
    [
        "7",
        "jean marie pierre jeanne michel françoise andré monique philippe catherine rené nathalie louis \
         isabelle alain jacqueline jacques anne bernard sylvie marcel martine daniel madeleine roger \
         nicole françois hélène christian christine nicolas sophie laurent céline julien aurélie \
         sébastien émilie thomas camille alexandre léa antoine manon hugo chloé lucas inès gabriel \
         zoé raphaël jade giuseppe giulia marco francesca alessandro chiara luca sara matteo martina \
         andrea elisa stefano federica davide valentina paolo silvia giovanni elena roberto paola \
         simone alessia lorenzo giorgia riccardo noemi gianluca beatrice",
        "martin bernard dubois thomas robert richard petit durand leroy moreau simon laurent lefebvre \
         michel garcia david bertrand roux vincent fournier morel girard andré mercier dupont lambert \
         bonnet françois martinez legrand garnier faure rousseau blanc guérin muller henry roussel \
         nicolas perrin morin mathieu clément gauthier dumont lopez fontaine chevalier robin masson \
         gerlic rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo \
         conti costa giordano mancini rizzo lombardi moretti barbieri fontana santoro mariani rinaldi \
         caruso ferrara galli martini leone longo gentile martinelli vitale",
        "al am ar aub bal bar bas beau bel ber bert bois bon bour brun cal cam can cap car cas cham \
         char cler col cor cour cres dal del des dom dor du fab fal far fer fil fior fon for fran gal \
         gar gen ger gir gran gri gui gul hum jar lac lam lan lar lav lec len lom lon mac mal man mar \
         mas maz mel mil mir mon mont mor nar nat nov or pag pal par pel per pic pin pol por pou pra \
         quer ram rav ren ric riv roc rom ros rou sac sal san sar sav ser sil sol sor tam tar tes tor \
         tou val var ven ver vill vin vol",
        "an ar in ell ett on er",
        "ard eau elle et ier in on ot oux ini etti elli ano one ari acci ucci ello ato oni eri aud",
    ],
    [
        "6",
        "lars anna erik maria anders margareta johan elisabeth per eva karl kristina jan birgitta nils \
         karin mikael marie lennart sara olof kerstin gunnar ingrid bengt linnea åke åsa göran märta \
         håkan jörgen björn søren mette jens hanne niels kirsten ole inger øyvind åse kåre bjørn solveig \
         ingeborg magnus sigrid hallgrímur þóra sigurður guðrún jukka tuula matti ritva pekka päivi \
         antti riikka mikko hanna jussi sanna ville laura freja alma oscar elsa hugo",
        "andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson \
         pettersson jonsson jansson hansson bengtsson jönsson lindberg jakobsson magnusson lindström \
         olofsson lindqvist lindgren berg axelsson bergström lundberg lind lundgren lundqvist mattsson \
         berglund fredriksson sandberg henriksson forsberg sjöberg wallin nielsen jensen hansen \
         pedersen andersen christensen larsen sørensen rasmussen jørgensen petersen madsen kristensen \
         olsen thomsen christiansen poulsen johansen møller mortensen knudsen ødegård bø haugen \
         korhonen virtanen mäkinen nieminen mäkelä hämäläinen laine heikkinen koskinen järvinen",
        "al alm ap asp bac back berg björk blom bo bor bran bro dal ed ek el eng fal fjäll for frid \
         fur gran grön grund gyll hag hall ham hed hell her hol häg hög kal kar kjell kjær kron kull \
         käll land lil lin ljung lof lund löf malm mar mell mo mol nor nord ny näs oden os pal quist \
         ram ro ros ryd rönn sal sand selen sjö skog skov sten sten ström sund svan söder tal thor torn \
         udd vall vester vik vin wal west wik åker åkes ång älv öber öst",
        "en er e in",
        "berg ström man sson gren quist dal stedt holm lund mark ros vall blad kvist gaard stad sen \
         rud vik by heim nen la",
    ],
    [
        "10",
        "jan anna piotr katarzyna krzysztof małgorzata andrzej agnieszka tomasz barbara paweł ewa \
         michał krystyna marcin elżbieta łukasz zofia grzegorz teresa mateusz magdalena wojciech \
         joanna jakub aleksandra kamil monika szymon justyna bartosz dorota jiří jana petr eva josef \
         hana pavel lenka tomáš kateřina jaroslav lucie zdeněk věra miroslav alena ivan marija marko \
         ana luka ivana josip petra ante jelena stjepan željko đorđe dragana zoran goran miloš \
         jovana nemanja milica barisa attila zsuzsanna lászló katalin istván ildikó zoltán ágnes \
         gábor andrei ioana mihai elena ștefan cristina",
        "nowak kowalski wiśniewski wójcik kowalczyk kamiński lewandowski zieliński szymański \
         woźniak dąbrowski kozłowski jankowski mazur wojciechowski kwiatkowski krawczyk kaczmarek \
         piotrowski grabowski zając pawłowski michalski król wieczorek jabłoński nowakowski majewski \
         novák svoboda novotný dvořák černý procházka kučera veselý horák němec horvat kovačević babić \
         marić jurić novak kovačić knežević vuković marković petrović jovanović nikolić đorđević \
         ilić obradović stojanović pavlović nagy kovács tóth szabó horváth varga kiss molnár németh \
         farkas popescu ionescu popa radu dumitru stan",
        "adam ale ant bab bal ban bar bed ber biel bil bla bog bor bran brz buj buk cer chm cie czar \
         dob dom dra drz dud fil gaj gal gaw gaz gier glo goł gor gra grz gur gut hal her hor jab jak \
         jan jar jas jaw jur kac kal kam kap kar kas klim koch kol kon kor kos kow koz kra kre kru kub \
         kul kur kwa lab las lech len lew lip luk mad maj mak mal mar mas mat maz mik mil mir mor mroz \
         mus nad ned niem now ob ols orl ost pal pap paw pet piel pil pir pok pop prz pusz rad rat rog \
         rom ros rut ryb sad saw sier sik sko sob sok sta stach ste sur szcz szym tar tom tur tyl urb \
         wal war was wej wer wil win wis wit wol wroń zab zag zal zar zel zim żur",
        "an ow ar ew ost in al iń",
        "ski ska ek icz czyk ak ović ová ák ík ka ik yk ski ec ić ević escu iak uk",
    ],
    [
        "7",
        "александр елена сергей ольга дмитрий наталья андрей ирина алексей татьяна максим светлана \
         евгений мария михаил анна иван екатерина артём юлия денис анастасия владимир марина павел \
         людмила антон дарья роман ксения никита алина кирилл полина олег вера игорь виктория юрий \
         надежда константин оксана тарас богдан василь ганна микола любов",
        "иванов смирнов кузнецов попов васильев петров соколов михайлов новиков фёдоров морозов \
         волков алексеев лебедев семёнов егоров павлов козлов степанов николаев орлов андреев макаров \
         никитин захаров зайцев соловьёв борисов яковлев григорьев романов воробьёв сергеев кузьмин \
         фролов александров дмитриев королёв гусев киселёв ильин максимов поляков сорокин виноградов \
         ковалёв белов медведев антонов тарасов жуков баранов филиппов комаров давыдов беляев герасимов \
         шевченко бондаренко ткаченко коваленко кравченко",
        "ал ан ар ба бел бер бо бу вар вол гал гор гри гро гул да де до др ев ег еж ел ер жар жи за \
         зар зи зуб ив ил ис ка кал кар ки кле ко кол кор кос кра кры ку лав лап лар ле лоб лу ма \
         мал мар мат мел ми мо мур на не ник нос ов оси пан пар пе пи по про пря ра ро ру ря са сав \
         се си ско со ста су та те ти то тру ту ул ус фад фе хар хо ца че чер ша ше ши що юд яш",
        "ва до ли ло ма на ни ро са та ти хо шо",
        "нов ров лов ков сов шин кин лин тин ненко чук ский вский цев мов",
    ],
    [
        "2",
        "γιώργος μαρία δημήτρης ελένη κώστας κατερίνα νίκος βασιλική γιάννης σοφία παναγιώτης αγγελική \
         χρήστος γεωργία ευάγγελος δήμητρα μιχάλης ιωάννα θανάσης αναστασία σπύρος παρασκευή",
        "παπαδόπουλος παπαδάκης γεωργίου δημητρίου νικολάου οικονόμου παπαγεωργίου ιωάννου βασιλείου \
         κωνσταντίνου χατζής αντωνίου μακρής αλεξίου",
        "αγγελ αθανασ αλεξ ανδρε αντων βασιλ γεωργ γιανν δημητρ ευαγγελ ζαχαρ ηλι θεοδωρ καλ καρ κοντ \
         κωστ λαμπρ μαρκ μιχαλ νικολ παπ παπαδ πετρ ρουσσ σπυρ σταυρ στεφ τριανταφυλλ φωτ χαραλαμπ χριστ",
        "ι α",
        "όπουλος άκης ίδης ίου άς άτος έλλης ούδης",
    ],
    [
        "12",
        "mohammed fatima ahmed aisha ali zainab omar maryam hassan khadija hussein amina ibrahim \
         layla yusuf noor khalid salma abdullah huda mustafa rania karim yasmin tariq samira bilal \
         nadia hamza leila mehmet ayşe fatma emine ahmet hatice hüseyin zeynep hasan elif emre merve \
         burak büşra can esra deniz özge çağla ömer şule gökhan priya rahul anjali amit pooja sanjay \
         neha vijay kavita rajesh sunita arjun deepika ravi lakshmi suresh meera anil divya vikram \
         ananya krishnan shreya aditya ishaan aarav diya rohan sneha nikhil swati harpreet gurpreet \
         manpreet reza shirin amir parisa kwame ama kofi abena chinedu ngozi oluwaseun folake thabo \
         nomsa sipho lerato wanjiku kamau",
        "khan ahmed ali hussain malik shah sheikh rahman iqbal hassan mahmoud ibrahim abdullah al-sayed \
         al-masri haddad khoury nasser saleh mansour farouk yılmaz kaya demir çelik şahin yıldız \
         yıldırım öztürk aydın özdemir arslan doğan kılıç aslan çetin kara koç kurt özkan şimşek \
         patel singh kumar sharma shah gupta mehta reddy rao nair iyer menon pillai verma mishra joshi \
         desai chopra kapoor malhotra banerjee mukherjee chatterjee das ghosh bose sen roy dutta kaur \
         gill sandhu dhillon hosseini ahmadi karimi mensah owusu okafor adeyemi okonkwo balogun dlamini \
         nkosi mwangi otieno",
        "abd ad ag ak al am an ar as ay az bad bah bak bal ban bas bed bha bil bin cha chak chau dar \
         das deb dev dha dil dur ek er fad fah far gan gar gho gok gul gur had hak hal ham har hash his \
         ish jab jad jag jai jam kad kal kam kan kar kas kath khal kho kul kum lak lat mad mah maj mal \
         man mar mas meh mir moh muk mun nad nag nai nan nar nas naz ok ol on os pad pal pan par pat pra \
         pur rad rag rah raj ram ran ras rat rav riz sab sad saf sag sah saj sal sam san sar sat sel sha \
         shar shi sid sin soh sri sub suk sul tah tal tam tan tar tej thak tri tum tur ul um us vad vai \
         var ven ver vij vya wad wal was yad yag yam yas zah zak zam",
        "a an ar al am ad esh",
        "an i een oud ani ari awi avi dar jee kar man nath oor pal pour singh wala ya zadeh oğlu er türk \
         lu gil din ullah uddin ane ope ele imi",
    ],
    [
        "3",
        "wei fang min jing lei yan jun na yong li tao juan qiang ming chao xia ping gang hui jie xin yi \
         ying hong bo lin dan ning kai yu xiaoming jianguo meiling haoran yuxuan zihan yichen \
         minh anh linh hung huong dung thao tuan mai nam lan duc nguyet hoang trang seojun jiwoo \
         minjun seoyeon jihoon hayoon hiroshi yuki takashi akiko kenji naoko haruto sakura daiki \
         misaki ryota emi",
        "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang \
         xie song tang nguyen tran le pham hoang phan vu vo dang bui do kim lee park choi jung kang cho \
         yoon jang lim sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato \
         yoshida yamada sasaki matsumoto inoue kimura shimizu hayashi",
        "aka ama ara ao fuji fuku furu hama hara hashi hase hira hori ichi ima ino ishi iwa kami kane \
         kasa kata kawa kishi kita koba kuro kubo maru masu matsu mina miya mizu mori mura naga naka \
         nishi no oka oku ono saka saku sawa seki shima sugi taka take tani tera toku toyo tsuchi tsuka \
         uchi ue wata yama yasu yoko yoshi",
        "",
        "da moto mura gawa kawa yama saki zaki guchi shita hara no be ta to mi shima zawa oka hashi \
         bayashi",
    ],
    [
        "3 family together",
        "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 浩然 宇轩 子涵 欣怡 \
         梓萱 诗涵 建国 志强 晓明 文博 嘉怡 思远 雨桐",
        "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 \
         肖 田 董 袁 潘 于 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 欧阳 司马",
        "",
        "",
        "",
    ],
    [
        "2 family",
        "翔太 美咲 大輔 陽子 健太 愛 拓也 直美 翔 さくら 大樹 由美子 蓮 結衣 悠真 陽菜 민준 서연 지훈 \
         서윤 현우 지우 준서 하은",
        "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 \
         清水 김 이 박 최 정 강 조 윤",
        "",
        "",
        "",
    ],
];
