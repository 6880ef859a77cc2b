using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>A partner that reads the export with its own key at its usual times.</summary>
/// <param name="id">The id that names its key.</param>
/// <param name="title">Its display name.</param>
/// <param name="rows">Rows per read.</param>
/// <param name="every">Usual interval between two reads, in microseconds.</param>
/// <param name="addresses">The addresses that it reads from, in turn.</param>
sealed class ExportPartner(string id, string title, int rows, long every, params string[] addresses)
{
    /// <summary>A partner puts a new key into its systems at the end of its hour and reads with it from then on.</summary>
    public const long NewKeyAfter = 15 * 60 * Kernel.Second;

    public string Id => id;
    public string Title => title;
    public int Rows => rows;
    public long Every => every;
    public IReadOnlyList<string> Addresses => addresses;

    /// <summary>The number of its newest key, from 1.</summary>
    public int Key { get; private set; } = 1;

    /// <summary>Whether that key is accepted.</summary>
    public bool HasKey { get; private set; } = true;

    /// <summary>How often it has read or tried to.</summary>
    public int Reads { get; set; }

    /// <summary>The shop's partners, as listed in the shop's <c>docs/runbooks/exports.md</c>.</summary>
    public static ExportPartner[] All() =>
        [
            new("quayside", "Quayside Books", 40, 150 * Kernel.Second, "198.51.100.24"),
            new("thornbury", "Thornbury Campus Shop", 25, 240 * Kernel.Second, "198.51.100.77"),
            new("velden", "Velden Library Service", 60, 330 * Kernel.Second, "192.0.2.61", "192.0.2.62"),
        ];

    /// <summary>The ids of all partners.</summary>
    public static string[] Ids { get; } = [.. All().Select(partner => partner.Id)];

    /// <summary>Its key is no longer accepted.</summary>
    public void Revoke() => HasKey = false;

    /// <summary>It reads with a new key.</summary>
    public void Renew() => (Key, HasKey) = (Key + 1, true);
}
