namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>A book as the product list shows it.</summary>
readonly record struct Book(int Id, string Title, string Author, int PriceCents, bool InStock);

/// <summary>The books that Lanternfish sells, in the order of the product list.</summary>
static class BookCatalogue
{
    /// <summary>Books per page, as in <c>server/routes/products.ts</c>.</summary>
    public const int PageSize = 24;

    static readonly (string Title, string Author)[] Books =
    [
        ("The Lanternfish", "Ada Sorensen"),
        ("Deep Water, Slow Light", "Miguel Ferrer"),
        ("A Harbour in Winter", "Ines Kovac"),
        ("The Cartographer's Debt", "Lena Okafor"),
        ("Small Engines", "Tom Ridley"),
        ("Nine Letters from Bergen", "Ada Sorensen"),
        ("The Quiet Signal", "Hana Mori"),
        ("Salt and Paper", "Oscar Lindgren"),
        ("What the Tide Keeps", "Ruth Amsel"),
        ("Field Notes on Fog", "Peter Vance"),
        ("The Glass Orchard", "Lena Okafor"),
        ("Northern Bread", "Sofia Lund"),
        ("An Hour Before Rain", "Hana Mori"),
        ("The Clockmaker's Almanac", "Tom Ridley"),
        ("Letters to a Lighthouse", "Ruth Amsel"),
        ("Ordinary Storms of March", "Miguel Ferrer"),
        ("The Bookbinder", "Ines Kovac"),
        ("A Guide to Lost Rivers", "Peter Vance"),
        ("The Second Compass", "Oscar Lindgren"),
        ("Honey and Iron", "Sofia Lund"),
        ("The Night Ferry", "Hana Mori"),
        ("Maps for Beginners", "Lena Okafor"),
        ("The Winter Kitchen", "Sofia Lund"),
        ("Under the Ninth Bridge", "Tom Ridley"),
        ("A Library by the Sea", "Ada Sorensen"),
        ("The Keeper of Seeds", "Ruth Amsel"),
        ("Stone, Moss, Weather", "Peter Vance"),
        ("The Long Corridor", "Miguel Ferrer"),
        ("Paper Boats", "Ines Kovac"),
        ("Morning on the Quay", "Oscar Lindgren"),
    ];

    /// <summary>A page of the list; empty after the last one.</summary>
    /// <param name="page">From 1.</param>
    public static IEnumerable<Book> Page(int page) =>
        Books
            .Select((book, place) => new Book(place + 1, book.Title, book.Author, 1_450 + place * 37 % 12 * 100, place % 11 != 10))
            .Skip((int)Math.Min(int.MaxValue, (page - 1L) * PageSize))
            .Take(PageSize);
}
