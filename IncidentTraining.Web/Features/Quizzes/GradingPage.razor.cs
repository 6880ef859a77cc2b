using System.Globalization;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Quizzes;

/// <summary>
/// Grades by question. One form contains all answers of a question, so that saving keeps comments typed for other answers; refused entries stay in
/// the form with the reason.
/// </summary>
public partial class GradingPage
{
    private readonly Dictionary<Guid, Refusal> _refused = [];
    private ShortAnswers? _answers;
    private ShortQuestion? _question;
    private Refusal? _refusal;

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required ReadShortAnswers ReadShortAnswers { get; init; }

    [Inject]
    public required GradeShortAnswer GradeShortAnswer { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The question's id; by default the first with answers to grade.</summary>
    [SupplyParameterFromQuery(Name = "question")]
    private string? QuestionId { get; set; }

    /// <summary>The number of grades saved by the previous form.</summary>
    [SupplyParameterFromQuery]
    private int? Saved { get; set; }

    [SupplyParameterFromForm]
    private Input? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new Input();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var viewer = await Viewer.GetAsync();
        var outcome = viewer.Class is { } cohort
            ? await ReadShortAnswers.RunAsync(viewer.Actor, cohort.CohortId)
            : Refusal.NotFound("You do not belong to a class yet.");
        (_answers, _refusal) = (outcome.ValueOrDefault, outcome.Refusal);
        _question = _answers?.Questions.FirstOrDefault(question => question.QuestionId == QuestionId)
            ?? _answers?.Questions.FirstOrDefault(question => question.Waiting > 0)
            ?? _answers?.Questions.FirstOrDefault();
    }

    private async Task SaveAsync()
    {
        var viewer = await Viewer.GetAsync();
        var known = _question!.Answers.ToDictionary(answer => answer.AnswerId);
        var saved = 0;
        foreach (var row in Form!.Rows.Where(row => known.ContainsKey(row.AnswerId) && IsChanged(row, known[row.AnswerId])))
        {
            var outcome = await GradeAsync(viewer, row);
            if (outcome.Succeeded)
            {
                saved++;
            }
            else
            {
                _refused[row.AnswerId] = outcome.Refusal;
            }
        }

        if (_refused.Count == 0)
        {
            Navigation.NavigateTo($"{Address(_question)}&saved={saved.ToString(CultureInfo.InvariantCulture)}");
            return;
        }

        await LoadAsync();
    }

    private async Task<Outcome> GradeAsync(ViewerInfo viewer, Row row) =>
        decimal.TryParse(row.Points, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)
            ? await GradeShortAnswer.RunAsync(viewer.Actor, new GradeShortAnswer.Input(row.AnswerId, row.Version, points, row.Comment ?? ""))
            : Refusal.Invalid("Choose the points as well. A comment needs a grade, and a grade can be changed but not removed.");

    private static bool IsChanged(Row row, ShortAnswer answer) =>
        (row.Points ?? "") != Points(answer) || (row.Comment ?? "").Trim().ReplaceLineEndings("\n") != answer.Comment.ReplaceLineEndings("\n");

    /// <summary>The values in the form: the entered values if they were refused, otherwise the stored ones.</summary>
    private Row RowOf(ShortAnswer answer) =>
        _refused.ContainsKey(answer.AnswerId) && Form!.Rows.Find(row => row.AnswerId == answer.AnswerId) is { } typed
            ? typed
            : new Row { Points = Points(answer), Comment = answer.Comment };

    private static string Points(ShortAnswer answer) => answer.Points is { } points ? QuizWords.Points(points) : "";

    private static IEnumerable<string> Steps(int most) => Enumerable.Range(0, 2 * most + 1).Select(half => QuizWords.Points(half / 2m));

    private static string Address(ShortQuestion question) => $"{QuizPaths.Grading}?question={Uri.EscapeDataString(question.QuestionId)}";

    private sealed class Input
    {
        public List<Row> Rows { get; set; } = [];
    }

    private sealed class Row
    {
        public Guid AnswerId { get; set; }

        public int Version { get; set; }

        public string? Points { get; set; }

        public string? Comment { get; set; }
    }
}
