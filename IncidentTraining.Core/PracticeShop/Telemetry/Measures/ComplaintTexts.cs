namespace IncidentTraining.Core.PracticeShop.Telemetry.Measures;

/// <summary>What a customer complains about.</summary>
enum Grievance
{
    /// <summary>The books could not be listed.</summary>
    NoList,

    /// <summary>The page of their orders failed.</summary>
    NoOrders,

    /// <summary>A checkout failed and nothing was charged.</summary>
    LostOrder,

    /// <summary>A checkout failed, and the card was charged.</summary>
    Charged,

    /// <summary>An order waited too long for the bank's answer.</summary>
    Pending,

    /// <summary>A paid order is not confirmed.</summary>
    Unconfirmed,

    /// <summary>The list of books was slow.</summary>
    SlowList,

    /// <summary>The page of their orders was slow.</summary>
    SlowOrders,

    /// <summary>A checkout was slow and succeeded.</summary>
    SlowCheckout,

    /// <summary>An order was paid for, and its page claims that it does not exist.</summary>
    UnknownOrder,

    /// <summary>An order was charged less than its list prices.</summary>
    LowPrice,
}

/// <summary>What customers write, by their experience. <c>{0}</c> is the value of the basket in USD, in checkouts only.</summary>
static class ComplaintTexts
{
    static readonly string[][] ByGrievance =
    [
        [
            "I only get “Something went wrong”. Is the shop down?",
            "The list of books has shown an error for a few minutes.",
            "I reloaded three times and still get an error instead of books.",
            "Browsing does not work for me, on the phone neither.",
            "Your front page gives an error. The one for gifts does, too.",
            "I wanted to look for a present and see an error page.",
        ],
        [
            "The page with my orders shows an error.",
            "I cannot see where my order is: “Something went wrong”.",
            "My order page fails each time I open it.",
            "The link in your mail leads to an error.",
            "Is my order lost? Its page gives an error.",
        ],
        [
            "I cannot pay. Was my card charged or not?",
            "Checkout failed twice. I need this book for a birthday!",
            "Payment page gives an error, my basket of {0} USD is still full.",
            "I tried to pay {0} USD and was told that something went wrong.",
            "Third attempt to buy, third error. I give up.",
            "The last step of the checkout fails. I have not got a mail either.",
            "Can I order by phone? Your checkout refuses me.",
        ],
        [
            "My bank shows the payment, your shop shows an error.",
            "I was told that something went wrong, and my card was charged.",
            "You have taken {0} USD and I have no order.",
            "Error at the checkout, but the {0} USD have left my account.",
            "Charged, and no receipt. Please look into it.",
        ],
        [
            "I confirmed the payment in my bank's app. The shop still says that it waits for the bank.",
            "My order hangs at “waiting for your bank”. Do I have it or not?",
            "Approved at my bank minutes ago, still pending with you.",
            "How long does “waiting for your bank” take? I have closed the page now.",
        ],
        [
            "My order has said “paid” for ages and I got no receipt.",
            "Money gone, no confirmation. Should I order again?",
            "The order page never changes to “confirmed”.",
            "I paid and got no mail. Usually it comes at once.",
            "Still “paid”, not “confirmed”. Is my book reserved?",
        ],
        [
            "The shop is very slow today.",
            "The list of books takes very long to load.",
            "Each page of the catalogue takes several seconds.",
            "I wait and wait for the next page of books.",
            "Your site crawls. My connection is fine.",
        ],
        [
            "My order page just keeps spinning.",
            "Opening my orders takes very long.",
            "It takes ages until I see the state of my order.",
            "The page with my orders came after several seconds, twice.",
        ],
        [
            "Paying took so long that I nearly closed the page.",
            "The checkout hung for several seconds before it went through.",
            "It worked in the end, but I thought that my payment was lost.",
            "Very slow checkout. I did not dare to click again.",
        ],
        [
            "I have paid, and the link to my order says that there is no such order.",
            "“Order not found”, but my bank shows the payment.",
            "My receipt has a number that your shop does not know.",
            "I bought a book this morning, and your shop has never heard of it.",
            "Where has my order gone? Its page says 404.",
        ],
        [
            "My receipt says {0} USD. I had reckoned with more. Is that right?",
            "Only {0} USD for my books? Not that I mind.",
            "You have charged me {0} USD, less than the page of the book said. Do I owe you the rest?",
            "What a price: {0} USD for the whole basket. Thank you!",
        ],
    ];

    /// <summary>The texts about an experience, at least two.</summary>
    public static IReadOnlyList<string> About(Grievance met) => ByGrievance[(int)met];
}
