using System.Text.RegularExpressions;
using Acornima;
using Acornima.Ast;

namespace IncidentTraining.Tests.Scripts;

/// <summary>Reads a JavaScript module and reports where it deviates from the style of all scripts.</summary>
internal sealed partial class ScriptStyle
{
    private readonly string _code;
    private readonly List<(int Line, string Rule)> _found = [];

    private ScriptStyle(string code) => _code = code;

    /// <summary>The deviations of a module, as line and rule, in line order.</summary>
    /// <exception cref="ParseErrorException">It is not a module.</exception>
    public static IReadOnlyList<(int Line, string Rule)> Check(string code)
    {
        var style = new ScriptStyle(code);
        style.Visit(new Parser(new ParserOptions { OnToken = style.Look }).ParseModule(code), parent: null);
        style.Layout();
        return [.. style._found.OrderBy(one => one.Line)];
    }

    private void Look(in Token token)
    {
        var (start, end) = (token.Range.Start, token.Range.End);
        var text = _code[start..end];
        switch (token.Kind)
        {
            case TokenKind.StringLiteral when text[0] == '\'' && !text.Contains('"', StringComparison.Ordinal):
                Report(start, "A text stands in double quotes, unless it holds one.");
                break;
            case TokenKind.Keyword when text == "var":
                Report(start, "A name is declared by const or let.");
                break;
            case TokenKind.Keyword when text is "if" or "for" or "while" or "switch" && After(end) != ' ':
                Report(start, "A space stands between a keyword and its bracket.");
                break;
            case TokenKind.Punctuator when text == ",":
                if (After(end) is not (' ' or '\n') || _code[start - 1] is ' ' or '\n')
                {
                    Report(start, "A comma follows its item at once and is followed by a space.");
                }

                break;
        }
    }

    private void Visit(Node node, Node? parent)
    {
        switch (node)
        {
            case VariableDeclaration when parent is ForStatement or ForInStatement or ForOfStatement:
                break;
            case ExpressionStatement
            or VariableDeclaration
            or ReturnStatement
            or ThrowStatement
            or BreakStatement
            or ContinueStatement
            or DoWhileStatement
            or ImportDeclaration
            or ExportAllDeclaration
            or ExportNamedDeclaration { Declaration: null }
            or PropertyDefinition:
                Must(_code[node.End - 1] == ';', node.End - 1, "A statement ends with a semicolon.");
                break;
            case BinaryExpression binary:
                Operator(binary.Left, binary.Right);
                if (_code[binary.Left.End..binary.Right.Start].Trim(' ', '(', ')', '\n') is "==" or "!=")
                {
                    Must(
                        binary.Right is NullLiteral,
                        binary.Left.End,
                        "Two values are compared by === or !==; == null also means undefined."
                    );
                }

                break;
            case AssignmentExpression assignment:
                Operator(assignment.Left, assignment.Right);
                break;
            case ArrowFunctionExpression { Params: [Identifier only] }:
                Must(After(only.End) != ')', only.Start, "A single parameter of an arrow function has no brackets.");
                break;
            case ObjectExpression or ObjectPattern when node.ChildNodes.Any() && IsOnOneLine(node):
                Must(_code[node.Start + 1] == ' ' && _code[node.End - 2] == ' ', node.Start, "Braces around members have a space inside.");
                break;
            case ArrayExpression or ArrayPattern when node.ChildNodes.Any() && IsOnOneLine(node):
                Must(_code[node.Start + 1] != ' ' && _code[node.End - 2] != ' ', node.Start, "Brackets around items have no space inside.");
                break;
            case BlockStatement or ClassBody:
                Block(node);
                break;
        }

        foreach (var child in node.ChildNodes)
        {
            Visit(child, node);
        }
    }

    private void Operator(Node left, Node right) =>
        Must(SpacedOperator().IsMatch(_code[left.End..right.Start]), left.End, "An operator has a space or a new line on both sides.");

    private void Block(Node block)
    {
        if (IsOnOneLine(block))
        {
            return;
        }

        var indent = Indent(block.Start);
        Must(!IsFirst(block.Start), block.Start, "A brace opens at the end of a line.");
        Must(IsFirst(block.End - 1) && Indent(block.End - 1) == indent, block.End - 1, "A brace closes below the line that opened it.");
        foreach (var child in block.ChildNodes)
        {
            Must(
                IsFirst(child.Start) && Indent(child.Start) == indent + 2,
                child.Start,
                "A statement begins a line, two spaces further in."
            );
        }
    }

    private void Layout()
    {
        foreach (var (index, line) in _code.Split('\n').Index())
        {
            if (line.EndsWith(' ') || line.Contains('\t', StringComparison.Ordinal))
            {
                _found.Add((index + 1, "A line has no tab, and no space at its end."));
            }
        }

        Must(_code.EndsWith('\n') && !_code.EndsWith("\n\n", StringComparison.Ordinal), _code.Length, "A file ends with one new line.");
    }

    private void Must(bool isSo, int at, string rule)
    {
        if (!isSo)
        {
            Report(at, rule);
        }
    }

    private void Report(int at, string rule) => _found.Add((_code.AsSpan(0, at).Count('\n') + 1, rule));

    private char After(int end) => end < _code.Length ? _code[end] : '\n';

    private bool IsOnOneLine(Node node) => !_code[node.Start..node.End].Contains('\n', StringComparison.Ordinal);

    private int LineStart(int at) => _code.LastIndexOf('\n', at - 1, at) + 1;

    private int Indent(int at) => _code[LineStart(at)..].TakeWhile(character => character == ' ').Count();

    private bool IsFirst(int at) => _code[LineStart(at)..at].All(character => character == ' ');

    // Brackets may belong to either side.
    [GeneratedRegex(@"^\)*\s+[^\s()]+\s+\(*$")]
    private static partial Regex SpacedOperator();
}
