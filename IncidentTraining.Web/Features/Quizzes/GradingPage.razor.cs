using System.Globalization;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Quizzes;

/// <summary>
/// Grading question by question. One form holds all answers of a question, so that saving loses no comment that was typed
/// at another answer; what is refused stays in the form with its reason.
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

    /// <summary>The question's id; without one the first that has something to grade.</summary>
    [SupplyParameterFromQuery(Name = "question")]
    private string? QuestionId { get; set; }

    /// <summary>How many grades the form before has just saved.</summary>
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
            : Refusal.Invalid("Choose the points as well; a comment alone is no grade, and a grade cannot be taken back, only changed.");

    private static bool IsChanged(Row row, ShortAnswer answer) =>
        (row.Points ?? "") != Points(answer) || (row.Comment ?? "").Trim().ReplaceLineEndings("\n") != answer.Comment.ReplaceLineEndings("\n");

    /// <summary>What the form shows: what was typed where it was refused, otherwise what is stored.</summary>
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
