"""Short and other forms of given names. Only forms that people go by for one another, not names that look alike."""

FORMS = """
abraham abe | albert al bert | alexander alex alec sandy sasha aleksandr alexandre alessandro alejandro
alexandra alex sandra sasha aleksandra | alexei alex alexey aleksei alyosha | alfred alf fred | amanda mandy
anastasia nastya stasia | andrew andy drew | andrei andy andrey | angela angie | anna ann anne annie anya
anthony tony antony | antonio tony toni | barbara barb | bartholomew bart | bartosz bartek | beatrice bea
benjamin ben benny | bernard bernie | bradley brad | caroline carrie carol | catherine cathy kate katie cate
charles charlie chuck | charlotte lottie | christian chris | christina chris tina christine
christopher chris kit topher | cynthia cindy | daniel dan danny | david dave davey | deborah deb debbie
dmitry dima dmitri dmitrii dimitri | dominic dom dominik | donald don donnie | dorothy dot dottie | douglas doug
edward ed eddie ted ned | eleanor ellie nell | elizabeth liz beth eliza lisa betty libby | emily em emmy
evgeny eugene zhenya evgenii yevgeny | ezekiel zeke | francesco franco | francisco paco fran | frank frankie
frederick fred freddy frederic | gabriel gabe | gabriella gabby | gareth gaz | geoffrey geoff jeff | george georgie
gerald gerry jerry | gregory greg gregor | guillermo memo | harold harry hal | harrison harry | henry harry hank
immanuel manu manny | isaac ike | isabella bella izzy | jackson jack | jacob jake | jacqueline jackie
james jim jimmy jamie | janet jan | jeffrey jeff | jennifer jen jenny | jeremy jerry jem | jessica jess jessie
joanna jo | john jack johnny jon | jonathan jon jonny johnathan | joseph joe joey | josephine jo josie
joshua josh | judith judy | juergen jurgen | julia julie | katherine kate kathy katie kat katharine kathryn
kenneth ken kenny | kimberly kim | krishnamurthy krishna | laurence larry lawrence laurie | leonard leo len lenny
leonardo leo | louis lou louie lewis | lucas luke luca lukas | madeline maddie | magdalena magda lena
manuel manolo | marcus marc mark markus | margaret maggie meg peggy | maria mary mia | martin marty
matthew matt matty mathew matthias | maximilian max | maxwell max | megan meg | melissa mel | michael mike mick micky
michal mike | michelle shelly | miguel mike | mikhail misha mike | mitchell mitch | mohammad mo mohammed muhammad
mohamed muhammed mohamad | nancy nan | natalia natasha natalie | nathan nate | nathaniel nate nat nathan
nicholas nick nicky nicolas nikolas | nikolai nick kolya nikolay | oliver ollie | olivia liv | pamela pam
patricia pat patty trish | patrick pat paddy | pavel pasha | penelope penny | peter pete petr | philip phil phillip
philippe phil | phoebe bee | piotr peter | rafael rafa raphael | rajesh raj | ramachandran ram | raymond ray
rebecca becca becky | reginald reg | richard rick rich dick ricky | robert bob rob bobby robbie bert
roberto beto | rodrigo rod | roland rolf | ronald ron ronnie | rosemary rose | rudolf rudi rudy | russell russ
samantha sam | samuel sam sammy | santiago santi | sebastian seb bas | sergei serge sergey sergio | siddharth sid
solomon sol | sophia sophie sofia | srinivasan srini | stanislav stas | stanley stan | stephanie steph stefanie
stephen steve steven stefan | stuart stu stewart | subramanian subbu | susan sue susie suzanne | svetlana sveta
sylvester sly | tatiana tanya | terence terry | theodore ted theo teddy | thomas tom tommy tomas | timothy tim timmy
tobias tobi toby | valentina val | valery val valerii | venkatesh venkat | veronica ronnie | vicente vince
victor vic viktor | victoria vicky tori | vincent vince vinny | virginia ginny | vladimir vlad volodya
volodymyr vlad | walter walt wally | wilhelm willi | william will bill billy willy liam | wolfgang wolf
yekaterina katya ekaterina | yosef yossi | yuri yury yurii | zachary zach zack
"""


def _by_form():
    """Full names that a form may stand for. Alternatives of a full name are forms of it as well."""
    full_names = {}
    for group in FORMS.replace("\n", "|").split("|"):
        full, *forms = group.split() or [""]
        for form in (full, *forms):
            full_names.setdefault(form, set()).add(full)
    return full_names


FULL_NAMES = _by_form()


def may_be_called(one, other):
    """Whether both are forms of one full name: Dan and Daniel, Bob and Rob, but not Alexander and Alexandra."""
    return not FULL_NAMES.get(one, set()).isdisjoint(FULL_NAMES.get(other, set()))
