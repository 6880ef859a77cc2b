namespace IncidentTraining.Core.Curriculum;

/// <summary>A training day: its sessions in order, and every page in reading order.</summary>
/// <param name="Id">The folder name below <c>content/days</c>, used in the address after <c>/learn/</c>.</param>
/// <param name="Number">The number of the day in the training.</param>
/// <param name="Title">The display name.</param>
/// <param name="Summary">One or two sentences.</param>
/// <param name="Starts">The start of the first session, in the class's time zone.</param>
/// <param name="Opening">Pages to read before the first session.</param>
/// <param name="Sessions">The sessions in order.</param>
/// <param name="Closing">Pages outside the sessions, in reading order.</param>
/// <param name="Groups">The grouped pages of a folder without a plan, in reading order; empty for a day with a plan.</param>
/// <param name="Further">Pages of the day that are not in its plan, such as templates.</param>
public sealed record TrainingDay(
    string Id,
    int Number,
    string Title,
    string Summary,
    TimeOnly Starts,
    IReadOnlyList<CurriculumPage> Opening,
    IReadOnlyList<DaySession> Sessions,
    IReadOnlyList<CurriculumPage> Closing,
    IReadOnlyList<PageGroup> Groups,
    IReadOnlyList<CurriculumPage> Further
)
{
    /// <summary>Alternative plans for the same pages; a class can use one of them instead of the day's own.</summary>
    public IReadOnlyList<TrainingPlan> Plans { get; init; } = [];

    /// <summary>Which incidents page the people on call of a class.</summary>
    public OnCallPlan OnCall { get; init; } = OnCallPlan.None;

    /// <summary>Labs outside the plan: first in the list of labs, open at any time, and counted for no criterion.</summary>
    public IReadOnlyList<CurriculumPage> Practice { get; init; } = [];

    /// <summary>
    /// Whether every entry of its plans could be placed and every page could be read. Otherwise a page that is in no plan may be the one
    /// that a plan is missing.
    /// </summary>
    internal bool IsWhole { get; init; } = true;

    /// <summary>Every page once, in the order of the "next" links.</summary>
    public IReadOnlyList<CurriculumPage> Pages { get; } =
    [
        .. Opening
            .Concat(Sessions.SelectMany(session => session.Pages))
            .Concat(Closing)
            .Concat(Groups.SelectMany(group => group.Pages))
            .Concat(Further)
            .DistinctBy(page => page.Id),
    ];

    /// <summary>Whether the day has a plan; a plain folder of documents has none.</summary>
    public bool HasPlan => Groups.Count == 0;

    /// <summary>The timed activities (lectures and labs) in the order of the plan.</summary>
    public IEnumerable<PlanItem> Activities => Sessions.SelectMany(session => session.Items).Where(item => item.Page is not null);

    /// <summary>The planned end of the last session, in the class's time zone.</summary>
    public TimeOnly Ends => Sessions.Count == 0 ? Starts : Sessions[^1].Ends;

    /// <summary>The address of the day's plan.</summary>
    public string Path => PathOf(Id);

    internal static string PathOf(string dayId) => $"/learn/{Uri.EscapeDataString(dayId)}";

    /// <summary>Returns the sessions of a plan; <see langword="null"/> when the day has no such plan.</summary>
    /// <param name="planId">A plan's id; empty for the day's own plan.</param>
    public IReadOnlyList<DaySession>? SessionsOf(string planId) => planId.Length == 0 ? Sessions : FindPlan(planId)?.Sessions;

    /// <summary>Returns how long a plan gives a lecture or lab; <see langword="null"/> for a page without a length.</summary>
    /// <param name="page">A page of the day.</param>
    /// <param name="planId">A plan's id. Empty, or unknown: the length of the day's own plan.</param>
    public int? MinutesOf(CurriculumPage page, string planId) =>
        page.Minutes is null
            ? null
            : FindPlan(planId)?.Sessions.SelectMany(session => session.Items).FirstOrDefault(item => item.Page?.Id == page.Id)?.Minutes
                ?? page.Minutes;

    /// <summary>One of <see cref="Plans"/>, or <see langword="null"/>.</summary>
    /// <param name="planId">The id; compared ordinally.</param>
    public TrainingPlan? FindPlan(string planId) => Plans.FirstOrDefault(plan => plan.Id == planId);

    /// <summary>Returns the page with an id, or <see langword="null"/>.</summary>
    /// <param name="id">The id; compared ordinally.</param>
    public CurriculumPage? FindPage(string id) => Pages.FirstOrDefault(page => page.Id == id);
}

/// <summary>Pages of one folder, or pages grouped by a folder's navigation.</summary>
/// <param name="Title">The group's name; empty for pages without a group.</param>
/// <param name="Pages">The pages in reading order.</param>
public sealed record PageGroup(string Title, IReadOnlyList<CurriculumPage> Pages);

/// <summary>An alternative plan of a day, such as one for two days.</summary>
/// <param name="Id">Unique in the day.</param>
/// <param name="Title">Its name, such as "Two days".</param>
/// <param name="Summary">One or two sentences; may be empty.</param>
/// <param name="Sessions">Its sessions in order.</param>
public sealed record TrainingPlan(string Id, string Title, string Summary, IReadOnlyList<DaySession> Sessions);

/// <summary>A session of a day.</summary>
/// <param name="Page">The page that describes the session.</param>
/// <param name="Items">The activities and pauses in order.</param>
/// <param name="Starts">The planned start.</param>
public sealed record DaySession(CurriculumPage Page, IReadOnlyList<PlanItem> Items, TimeOnly Starts)
{
    /// <summary>The title in the plan.</summary>
    public string Title { get; init; } = Page.Title;

    /// <summary>The day within the plan, from 1; <see langword="null"/> in a one-day plan.</summary>
    public int? Day { get; init; }

    /// <summary>The planned end of its last item.</summary>
    public TimeOnly Ends => Items.Count == 0 ? Starts : Items[^1].Ends;

    /// <summary>The total minutes of its activities, without pauses.</summary>
    public int ActivityMinutes => Items.Where(item => item.Page is not null).Sum(item => item.Minutes);

    internal IEnumerable<CurriculumPage> Pages => Items.Select(item => item.Page).OfType<CurriculumPage>().Prepend(Page);
}

/// <summary>A line of the day's plan: a timed page, or a pause.</summary>
/// <param name="Page">The page of the activity; <see langword="null"/> for a pause.</param>
/// <param name="Minutes">The length in minutes.</param>
/// <param name="Starts">The planned start, in the class's time zone.</param>
public sealed record PlanItem(string Title, CurriculumPage? Page, int Minutes, TimeOnly Starts)
{
    /// <summary>The planned end.</summary>
    public TimeOnly Ends => Starts.AddMinutes(Minutes);
}
