using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Work;

namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>What a status page states about a component.</summary>
enum StatusWord
{
    Operational,
    Degraded,
    Outage,
}

/// <summary>
/// The providers' status pages. A page shows a state only after it has lasted for a while: someone must notice, agree and write.
/// </summary>
sealed class StatusBoard
{
    /// <summary>A provider that was told about a problem looks at once.</summary>
    static readonly TimeSpan LagOfInformed = TimeSpan.FromMinutes(2);

    readonly ShopSystem _shop;
    readonly HashSet<string> _informed = [];
    readonly Entry[] _entries;
    readonly List<(string Page, StatusNotice Notice)> _notices = [];

    public StatusBoard(ShopSystem shop)
    {
        _shop = shop;
        _entries =
        [
            new(
                "paylane",
                "Card payments",
                TimeSpan.FromMinutes(8),
                TimeSpan.FromMinutes(4),
                CardPayments,
                "We see failing or slow card payments and are investigating.",
                "Card payments work normally again."
            ),
            new(
                "paylane",
                "Account lanternfish",
                TimeSpan.FromMinutes(8),
                TimeSpan.FromMinutes(2),
                shop => shop.Paylane.OverQuotaPercent > 0 ? StatusWord.Outage : StatusWord.Operational,
                "The account lanternfish has used up its calls of the month. Calls above its quota are taken as far as there is room.",
                "The account lanternfish has calls left."
            ),
            new("paylane", "Webhooks", TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(4), _ => StatusWord.Operational, "", ""),
            new(
                "mail",
                "Delivery",
                TimeSpan.FromMinutes(6),
                TimeSpan.FromMinutes(3),
                Delivery,
                "Our entry points have moved to other hosts. Delivery works. Some connections from before the move are not answered.",
                "Clients have left the old entry points."
            ),
            new(
                "mail",
                "Account lanternfish",
                TimeSpan.FromMinutes(6),
                TimeSpan.FromMinutes(3),
                MailAccount,
                "No mail of the account lanternfish is taken until midnight: it has sent all mails of its day. Its owner can have the quota raised.",
                "Mails of the account lanternfish are taken again."
            ),
            new(
                "supabase",
                "Project " + DatabaseOptions.Project,
                TimeSpan.FromMinutes(2),
                TimeSpan.FromMinutes(1),
                Project,
                "The project lanternfish-prod was paused: it reached its spend cap. Its owner can resume it.",
                "The project lanternfish-prod is active."
            ),
            new(
                "supabase",
                "Databases in eu-central",
                TimeSpan.FromMinutes(6),
                TimeSpan.FromMinutes(3),
                _ => StatusWord.Operational,
                "",
                ""
            ),
        ];
    }

    /// <summary>The pages.</summary>
    public IReadOnlyList<StatusPage> Pages =>
        [Page("paylane", "Paylane status"), Page("supabase", "Supabase status"), Page("mail", "Mail service status")];

    /// <summary>Tells a provider about the problem; returns false if that has already been done.</summary>
    public bool Inform(string page) => _informed.Add(page);

    /// <summary>A second has passed.</summary>
    public void EndSecond()
    {
        var now = _shop.Kernel.Now;
        foreach (var entry in _entries)
        {
            var truth = entry.Truth(_shop);
            if (truth == entry.Shown)
            {
                entry.DiffersSince = null;
                continue;
            }

            entry.DiffersSince ??= now;
            var lag = truth > entry.Shown ? entry.Lag : entry.LagOfCalm;
            lag = _informed.Contains(entry.Page) && lag > LagOfInformed ? LagOfInformed : lag;
            if (now - entry.DiffersSince < lag.Ticks / TimeSpan.TicksPerMicrosecond)
                continue;
            (entry.Shown, entry.DiffersSince) = (truth, null);
            var text = truth == StatusWord.Operational ? entry.Calm : entry.Trouble;
            _notices.Add((entry.Page, new StatusNotice(TimeSpan.FromMicroseconds(now), Word(truth), text)));
        }
    }

    static StatusWord CardPayments(ShopSystem shop) =>
        shop.Paylane switch
        {
            { Trouble: not PaylaneTrouble.None, TroublePercent: > 50 } => StatusWord.Outage,
            { Trouble: not PaylaneTrouble.None } or { SlownessPercent: > 100 } => StatusWord.Degraded,
            _ => StatusWord.Operational,
        };

    static StatusWord Project(ShopSystem shop) =>
        shop.DatabaseServer.Condition == ProjectCondition.Active ? StatusWord.Operational : StatusWord.Outage;

    static StatusWord Delivery(ShopSystem shop) =>
        Array.Exists(shop.Workers.Workers, worker => worker is { Stuck: true, Condition: WorkerCondition.Running })
            ? StatusWord.Degraded
            : StatusWord.Operational;

    static StatusWord MailAccount(ShopSystem shop) => shop.Mail.IsQuotaUsed ? StatusWord.Outage : StatusWord.Operational;

    static string Word(StatusWord word) =>
        word switch
        {
            StatusWord.Outage => "outage",
            StatusWord.Degraded => "degraded",
            _ => "operational",
        };

    StatusPage Page(string id, string title)
    {
        var entries = _entries.Where(entry => entry.Page == id).ToList();
        var notices = _notices.Where(notice => notice.Page == id).Select(notice => notice.Notice).Reverse().ToList();
        return new StatusPage(
            id,
            title,
            Word(entries.Max(entry => entry.Shown)),
            notices.FirstOrDefault()?.At ?? TimeSpan.Zero,
            [.. entries.Select(entry => new StatusComponent(entry.Name, Word(entry.Shown)))],
            notices
        );
    }

    sealed record Entry(
        string Page,
        string Name,
        TimeSpan Lag,
        TimeSpan LagOfCalm,
        Func<ShopSystem, StatusWord> Truth,
        string Trouble,
        string Calm
    )
    {
        public StatusWord Shown { get; set; }

        public long? DiffersSince { get; set; }
    }
}
