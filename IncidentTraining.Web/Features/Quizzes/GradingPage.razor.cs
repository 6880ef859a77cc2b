using System.Globalization;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Features.Quizzes.Parts;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Quizzes;

/// <summary>
/// Grades by question. All answers of a question are saved together; refused entries stay in their fields with the reason, and entries for
/// other questions stay while the page is open.
/// </summary>
public partial class GradingPage
{
    private readonly Dictionary<Guid, GradingRow> _rows = [];
    private readonly Dictionary<Guid, AnswerGrade?> _fields = [];
    private ShortAnswers? _answers;
    private ShortQuestion? _question;
    private AnswerGrade? _toFocus;
    private string? _said;
    private bool _isAllSaved;
    private bool _isSaving;

    [Inject]
    public required ReadShortAnswers ReadShortAnswers { get; init; }

    [Inject]
    public required GradeShortAnswer GradeShortAnswer { get; init; }

    /// <summary>The question's id; by default the first with answers to grade.</summary>
    [SupplyParameterFromQuery(Name = "question")]
    private string? QuestionId { get; set; }

    protected override void Watch()
    {
        ReloadOn<QuizChanged>(Class!.CohortId);
        ReloadOn<ClassChanged>(Class.CohortId);
    }

    protected override async Task ReloadAsync()
    {
        var outcome = await ReadShortAnswers.RunAsync(Actor, Class!.CohortId);
        (_answers, Refusal) = (outcome.ValueOrDefault, outcome.Refusal);
        foreach (var answer in _answers?.Questions.SelectMany(question => question.Answers) ?? [])
        {
            if (_rows.TryGetValue(answer.AnswerId, out var row))
            {
                row.Meet(answer);
            }
            else
            {
                _rows[answer.AnswerId] = new GradingRow(answer);
            }
        }

        Choose();
    }

    protected override void OnParametersSet()
    {
        var shown = _question;
        Choose();
        if (_question?.QuestionId != shown?.QuestionId)
        {
            _said = null;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (QuestionId is null && _question is not null)
        {
            // A reload comes back to this question and to the drafts for it, even if its last answer was graded meanwhile.
            ShowInAddress(new Dictionary<string, object?> { ["question"] = _question.QuestionId });
        }

        if (_toFocus is { } field)
        {
            _toFocus = null;
            await field.FocusAsync();
        }
    }

    /// <summary>Without a choice, the question that is shown stays, even when its last answer is graded.</summary>
    private void Choose() =>
        _question = Find(QuestionId)
            ?? Find(_question?.QuestionId)
            ?? _answers?.Questions.FirstOrDefault(question => question.Waiting > 0)
            ?? _answers?.Questions.FirstOrDefault();

    private ShortQuestion? Find(string? id) => _answers?.Questions.FirstOrDefault(question => question.QuestionId == id);

    private async Task SaveAsync()
    {
        List<GradingRow> changed = [.. _question!.Answers.Select(answer => _rows[answer.AnswerId]).Where(row => row.IsChanged)];
        // The second of two clicks, while the first is in progress or right after it, must not replace the first one's message.
        if (_isSaving || (changed.Count == 0 && _isAllSaved && _said is not null))
        {
            return;
        }

        (_isSaving, _said) = (true, null);
        try
        {
            await SaveAsync(changed);
        }
        finally
        {
            _isSaving = false;
        }
    }

    private async Task SaveAsync(List<GradingRow> rows)
    {
        var refused = new List<(GradingRow Row, Refusal Reason)>();
        foreach (var row in rows)
        {
            row.Send();
            if (await GradeAsync(row) is { Refusal: { } reason })
            {
                refused.Add((row, reason));
            }
        }

        // Before the reasons are shown: a conflict is about the grade that is stored now.
        await ReloadAsync();
        refused.ForEach(one => one.Row.Refuse(one.Reason));
        (_isAllSaved, _said) = (refused.Count == 0, Said(rows.Count - refused.Count, refused.Count));
        _toFocus = refused.Count > 0 ? _fields.GetValueOrDefault(refused[0].Row.Seen.AnswerId) : null;
    }

    private async Task<Outcome> GradeAsync(GradingRow row) =>
        decimal.TryParse(row.Points, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)
            ? await GradeShortAnswer.RunAsync(Actor, new GradeShortAnswer.Input(row.Seen.AnswerId, row.Seen.Version, points, row.Comment))
            : Refusal.Invalid("Choose the points as well. A comment needs a grade, and a grade can be changed but not removed.");

    private void Discard()
    {
        foreach (var answer in _question?.Answers ?? [])
        {
            _rows[answer.AnswerId].Reset();
        }
    }

    private int Unsaved(ShortQuestion question) => question.Answers.Count(answer => _rows[answer.AnswerId].IsChanged);

    private static string? UnsavedWords(int count) =>
        count switch
        {
            0 => null,
            1 => "1 answer has unsaved entries.",
            _ => $"{count} answers have unsaved entries.",
        };

    private static string Said(int saved, int refused) =>
        (saved, refused) switch
        {
            (0, 0) => "Nothing was changed.",
            (1, 0) => "One grade saved.",
            (_, 0) => $"{saved} grades saved.",
            (0, 1) => "The grade was not saved; the reason is shown next to the answer.",
            (0, _) => $"{refused} grades were not saved; the reasons are shown next to the answers.",
            _ => $"{saved} of {saved + refused} grades saved; the reasons for the others are shown next to the answers.",
        };

    private static string Address(ShortQuestion question) => $"{QuizPaths.Grading}?question={Uri.EscapeDataString(question.QuestionId)}";
}
