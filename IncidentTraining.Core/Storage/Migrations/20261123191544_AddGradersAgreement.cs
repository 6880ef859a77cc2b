using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentTraining.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddGradersAgreement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SampleAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CohortId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KindId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    BodyJson = table.Column<string>(type: "TEXT", nullable: false),
                    LevelsJson = table.Column<string>(type: "TEXT", nullable: false),
                    ForTrainees = table.Column<bool>(type: "INTEGER", nullable: false),
                    SetById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SampleAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SampleAnswers_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SampleAnswers_People_SetById",
                        column: x => x.SetById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SecondMarks",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Submission = table.Column<int>(type: "INTEGER", nullable: false),
                    GraderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LevelsJson = table.Column<string>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FirstLevelsJson = table.Column<string>(type: "TEXT", nullable: true),
                    FirstGraderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ModeratorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Moderation = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ModeratedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecondMarks", x => new { x.DocumentId, x.Submission });
                    table.ForeignKey(
                        name: "FK_SecondMarks_Documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "Documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SecondMarks_People_GraderId",
                        column: x => x.GraderId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SampleMarks",
                columns: table => new
                {
                    SampleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LevelsJson = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SampleMarks", x => new { x.SampleId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_SampleMarks_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SampleMarks_SampleAnswers_SampleId",
                        column: x => x.SampleId,
                        principalTable: "SampleAnswers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SampleAnswers_CohortId_KindId",
                table: "SampleAnswers",
                columns: new[] { "CohortId", "KindId" });

            migrationBuilder.CreateIndex(
                name: "IX_SampleAnswers_SetById",
                table: "SampleAnswers",
                column: "SetById");

            migrationBuilder.CreateIndex(
                name: "IX_SampleMarks_PersonId",
                table: "SampleMarks",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SecondMarks_GraderId",
                table: "SecondMarks",
                column: "GraderId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SampleMarks");

            migrationBuilder.DropTable(
                name: "SecondMarks");

            migrationBuilder.DropTable(
                name: "SampleAnswers");
        }
    }
}
